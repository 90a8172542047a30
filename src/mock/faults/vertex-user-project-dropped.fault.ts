import { withoutHeaders } from '../../wire/headers.ts';
import { forwarded } from '../layers/credentials.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-user-project-dropped',
  title: 'Passes a Google token on without the project that it is for',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/credential/kept-or-replaced'],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'x-goog-user-project'))],
  credentials: () => forwarded(),
});
