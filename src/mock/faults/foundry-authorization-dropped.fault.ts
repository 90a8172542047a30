import { withoutHeaders } from '../../wire/headers.ts';
import { forwarded } from '../layers/credentials.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'foundry-authorization-dropped',
  title: 'Passes keys on, but no authorization header',
  seenIn: [],
  urls: [],
  formats: ['foundry'],
  trips: ['foundry/credential/client-authorization'],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'authorization'))],
  credentials: () => forwarded(),
});
