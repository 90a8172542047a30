import { managed, open } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-streams-open',
  title: 'Serves streams of InvokeModel under any token',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['cloud/own-rules/wrong-bearer'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    (isPath(request, '/invoke-with-response-stream') ? open(keys) : managed(keys))(request, next),
});
