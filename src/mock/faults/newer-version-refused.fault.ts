import { header } from '../../wire/headers.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const NEWER = '2026-10-21';

export default fault({
  id: 'newer-version-refused',
  title: 'Refuses the API version that newer SDKs send',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/body/version',
    'messages/count-tokens/forwards-all',
    'messages/version/not-pinned',
    'vertex/body/version',
  ],
  layers: () => [
    refuseJson((body, request) =>
      header(request.headers, 'anthropic-version') === NEWER || body['anthropic_version'] === NEWER
        ? errorAnswer(400, 'invalid_request_error', 'anthropic-version: not a valid version', [], request)
        : undefined,
    ),
  ],
});
