import { forwarded } from '../layers/credentials.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-amz-headers-dropped',
  title: 'Passes a signature on without the date and hash that belong to it',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/credential/signature-passes'],
  layers: () => [requestHeaders((headers) => headers.filter(([name]) => !/^x-amz-/i.test(name)))],
  credentials: () => forwarded(),
});
