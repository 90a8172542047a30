import { forwarded } from '../layers/credentials.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-expired-as-502',
  title: 'Answers 502 where the platform refused the credential of the developer',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/credential/expired-stays-401', 'common/error-status/client-errors'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      return response.status === 401 ? errorAnswer(502, 'api_error', 'The upstream failed') : response;
    },
  ],
  credentials: () => forwarded(),
});
