import { forwarded } from '../layers/credentials.ts';
import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-signed-query-respelled',
  title: 'Prints the query of a signed request anew',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/credential/signature-passes'],
  layers: () => [requestTarget((target) => target.replaceAll('%20', '+'))],
  credentials: () => forwarded(),
});
