import { forwarded } from '../layers/credentials.ts';
import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-signed-body-reprinted',
  title: 'Parses the body that the caller has signed, and prints it again',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/credential/signature-passes', 'common/bytes/number-literals', 'common/bytes/same-text'],
  layers: () => [
    requestBody((body) => Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8')), null, 1))),
  ],
  credentials: forwarded,
});
