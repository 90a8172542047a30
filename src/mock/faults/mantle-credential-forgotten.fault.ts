import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'mantle-credential-forgotten',
  title: "Takes the developer's token away and signs nothing",
  seenIn: [],
  urls: [],
  formats: ['mantle'],
  trips: ['mantle/credential/unsigned-served'],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'authorization', 'x-api-key'))],
});
