import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-key-forgotten',
  title: "Takes the developer's key away and signs nothing",
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/credential/fits-the-request'],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'x-api-key'))],
});
