import { managed } from '../layers/credentials.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'long-credential-431',
  title: 'Refuses a credential of more than 4 KB',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/long-second-credential'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    request.headers.some(([, value]) => value.length > 4096)
      ? Promise.resolve(textAnswer(431, 'text/plain', 'Request Header Fields Too Large'))
      : managed(keys)(request, next),
});
