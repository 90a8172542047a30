import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'json-reserialised',
  title: 'Parses the body and prints it again',
  seenIn: ['claude-code-router', 'Portkey', 'express.json in front of fetch'],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/bytes/number-literals', 'common/bytes/same-text'],
  layers: () => [requestBody((body) => Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8')))))],
});
