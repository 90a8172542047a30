import { objectAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tool-choice-shape-changed',
  title: 'Sends tool_choice in the form of another API',
  seenIn: ['plexus'],
  urls: ['https://github.com/mcowger/plexus/pull/661', 'https://github.com/vercel/ai/pull/11878'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/fields/known-top-level'],
  seenOutside: ['outside/settings/tool-choice'],
  layers: () => [
    requestJson((body) => {
      const { type, name } = objectAt(body, 'tool_choice');
      if (type === 'tool') body['tool_choice'] = { type: 'function', function: { name: name ?? null } };
    }),
  ],
});
