import { collect, once } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'credential-refused-in-words',
  title: 'Refuses a credential once the body is there, with a line of text',
  seenIn: ['claude-code-router'],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/before-the-body'],
  layers: () => [],
  credentials: (keys) => async (request, next) => {
    let isAccepted = false;
    const body = once(await collect(request.body));
    const response = await managed(keys)({ ...request, body }, (exchanged) => {
      isAccepted = true;
      return next(exchanged);
    });
    return isAccepted ? response : textAnswer(401, 'text/plain', 'Invalid API key');
  },
});
