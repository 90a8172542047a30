import { randomUUID } from 'node:crypto';
import { withHeader } from '../../wire/headers.ts';
import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'request-id-replaced',
  title: 'Sends a request-id of its own',
  seenIn: ['Claude apps gateway'],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/response-headers/request-id'],
  layers: () => [responseHeaders((headers) => withHeader(headers, 'request-id', randomUUID()))],
});
