import { objectsAt } from '../layers/draft.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

/** More than any example in a manual has. */
const LIMIT = 5_000;

export default fault({
  id: 'block-count-limit',
  title: 'Refuses a message of more than five thousand blocks',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/limits/many-blocks'],
  layers: () => [
    refuseJson((body, request) =>
      objectsAt(body, 'messages').some((message) => objectsAt(message, 'content').length > LIMIT)
        ? errorAnswer(400, 'invalid_request_error', 'messages.0.content: too many items', [], request)
        : undefined,
    ),
  ],
  slow: ['common/limits/many-blocks'],
});
