import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'upstream-auth-error-passed-as-own',
  title: 'Shows an upstream 401 as if the developer were refused',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/provider-refusal-differs'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (response.status !== 401) return response;
      return errorAnswer(401, 'authentication_error', 'Invalid API key. Log in again.');
    },
  ],
});
