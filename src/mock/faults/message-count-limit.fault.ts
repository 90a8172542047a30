import { objectsAt } from '../layers/draft.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-count-limit',
  title: 'Refuses more than a thousand messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/limits/many-parts', 'common/limits/most-messages'],
  layers: () => [
    refuseJson((body) =>
      objectsAt(body, 'messages').length > 1_000
        ? errorAnswer(400, 'invalid_request_error', 'messages: at most 1000 entries')
        : undefined,
    ),
  ],
  slow: ['common/limits/most-messages'],
});
