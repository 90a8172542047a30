import { withoutHeaders } from '../../wire/headers.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-streams-unsigned',
  title: 'Forgets its credential on streams',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/credential/fits-the-request', 'bedrock/credential/unsigned-served'],
  layers: () => [
    (request, next) =>
      next(
        request.target.includes('-response-stream')
          ? { ...request, headers: withoutHeaders(request.headers, 'authorization') }
          : request,
      ),
  ],
});
