import { isPath, requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-version-pinned-on-streams',
  title: 'Sets anthropic_version to a constant in requests for streams alone',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/body/version'],
  layers: () => [
    requestJson((body, request) => {
      if (isPath(request, '/invoke-with-response-stream')) body['anthropic_version'] = 'bedrock-2023-05-31';
    }),
  ],
});
