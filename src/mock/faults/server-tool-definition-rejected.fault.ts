import { objectsAt } from '../layers/draft.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'server-tool-definition-rejected',
  title: 'Refuses tools without an input_schema',
  seenIn: ['Experiential', 'plexus'],
  urls: [
    'https://github.com/experientiallabs/experiential/pull/690',
    'https://github.com/experientiallabs/experiential/pull/689',
    'https://github.com/mcowger/plexus/pull/661',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'common/unknown-parts/unknown-tool-type',
    'messages/answered-features/server-tools',
    'messages/replay/background',
    'messages/tool-features/advisor',
  ],
  seenOutside: ['canary/body/unknown-types', 'canary/settings/advisor'],
  spares: { bedrock: ['messages/replay/background'], vertex: ['messages/replay/background'] },
  layers: () => [
    refuseJson((body, request) => {
      const at = objectsAt(body, 'tools').findIndex((tool) => !('input_schema' in tool));
      if (at < 0) return undefined;
      return errorAnswer(
        400,
        'invalid_request_error',
        `tools.${at}.input_schema: Field required`,
        [],
        request,
      );
    }),
  ],
});
