import { header } from '../../wire/headers.ts';
import { managed } from '../layers/credentials.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'foundry-key-demanded',
  title: 'Wants x-api-key, also where the client brings a bearer token',
  seenIn: [],
  urls: [],
  formats: ['foundry'],
  trips: ['common/auth/key-as-bearer', 'foundry/credential/client-authorization'],
  layers: () => [],
  credentials: (keys) => async (request, next) =>
    header(request.headers, 'x-api-key') === undefined
      ? errorAnswer(401, 'authentication_error', 'x-api-key is missing')
      : managed(keys)(request, next),
});
