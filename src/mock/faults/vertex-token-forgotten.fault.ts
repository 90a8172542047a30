import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-token-forgotten',
  title: "Takes the developer's bearer away and puts nothing in its place",
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/credential/kept-or-replaced'],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'authorization'))],
});
