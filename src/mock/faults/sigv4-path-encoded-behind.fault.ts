import { requestTarget } from '../layers/request.ts';
import { signing } from '../layers/sign.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sigv4-path-encoded-behind',
  title: 'Encodes the colons of a path that is signed already',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/credential/fits-the-request'],
  layers: () => [requestTarget((target) => target.replace(/^[^?]*/, (path) => path.replaceAll(':', '%3A')))],
  credentials: (keys) => signing(keys),
  signs: true,
});
