import { forwarded } from '../layers/credentials.ts';
import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-project-replaced',
  title: 'Puts a project of its own beside the credential of the developer',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/endpoints/raw-predict', 'vertex/endpoints/stream-raw-predict'],
  layers: () => [requestTarget((target) => target.replace(/\/projects\/[^/]+/, '/projects/gateway-default'))],
  credentials: forwarded,
});
