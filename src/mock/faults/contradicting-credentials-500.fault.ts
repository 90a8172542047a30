import { managed, presentedIn } from '../layers/credentials.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'contradicting-credentials-500',
  title: 'Breaks down over two credentials that are not the same',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/long-second-credential'],
  layers: () => [],
  credentials: (keys) => (request, next) => {
    const key = presentedIn(request.headers, 'x-api-key');
    const bearer = presentedIn(request.headers, 'authorization');
    return key !== undefined && bearer !== undefined && key !== bearer
      ? Promise.resolve(errorAnswer(500, 'api_error', 'credentials: expected one value'))
      : managed(keys)(request, next);
  },
});
