import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { signing } from '../layers/sign.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sigv4-header-dropped-behind',
  title: 'Drops the anthropic-beta header from requests that are signed already',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/credential/fits-the-request', 'messages/pairs/reduced-request'],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'anthropic-beta'))],
  credentials: (keys) => signing(keys),
  signs: true,
});
