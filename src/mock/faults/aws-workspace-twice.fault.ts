import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-workspace-twice',
  title: 'Adds its own workspace beside that of the client',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/workspace/on-every-request'],
  layers: () => [requestHeaders((headers) => [...headers, ['anthropic-workspace-id', 'wrkspc_default']])],
});
