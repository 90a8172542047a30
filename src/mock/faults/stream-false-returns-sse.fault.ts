import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'stream-false-returns-sse',
  title: 'Streams whenever the body has a stream key, true or not',
  seenIn: ['codebuddy2api', 'free-claude-code'],
  urls: [
    'https://github.com/ShouZhuo0413/codebuddy2api/issues/11',
    'https://github.com/Alishahryar1/free-claude-code/pull/486',
    'https://github.com/Alishahryar1/free-claude-code/pull/977',
  ],
  formats: ['anthropic'],
  trips: ['messages/json-answer/is-a-message'],
  layers: () => [
    requestJson((body) => {
      if (body['stream'] === false) body['stream'] = true;
    }),
  ],
});
