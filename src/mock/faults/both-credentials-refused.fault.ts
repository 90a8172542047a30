import { managed, presentedIn } from '../layers/credentials.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'both-credentials-refused',
  title: 'Refuses requests that carry both credential headers',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/long-second-credential', 'common/auth/same-key-in-both-headers'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    presentedIn(request.headers, 'x-api-key') !== undefined &&
    presentedIn(request.headers, 'authorization') !== undefined
      ? Promise.resolve(errorAnswer(400, 'invalid_request_error', 'Send one credential.'))
      : managed(keys)(request, next),
});
