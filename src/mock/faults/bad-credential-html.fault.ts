import { managed } from '../layers/credentials.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bad-credential-html',
  title: 'Answers a wrong credential with a login page',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/before-the-body'],
  layers: () => [],
  credentials: (keys) => async (request, next) => {
    let accepted = false;
    const response = await managed(keys)(request, (exchanged) => {
      accepted = true;
      return next(exchanged);
    });
    return accepted ? response : textAnswer(401, 'text/html', '<html><title>Log in</title></html>');
  },
});
