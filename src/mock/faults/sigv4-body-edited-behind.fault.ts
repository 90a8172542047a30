import { requestBody } from '../layers/request.ts';
import { signing } from '../layers/sign.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sigv4-body-edited-behind',
  title: 'Edits the text of a body that is signed already',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/credential/fits-the-request'],
  layers: () => [requestBody((body) => Buffer.from(body.toString().replaceAll('</tag>', '<\\/tag>')))],
  credentials: (keys) => signing(keys),
  signs: true,
});
