import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-stream-injected',
  title: 'Puts stream: true into the body of streamed invocations',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/body/path-says-it'],
  layers: () => [
    requestJson((body, { target }) => {
      if (target.includes('/invoke-with-response-stream')) body['stream'] = true;
    }),
  ],
});
