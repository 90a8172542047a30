import { withHeader } from '../../wire/headers.ts';
import { isFramed } from '../layers/frames.ts';
import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-stream-type-lost',
  title: 'Serves binary streams as application/octet-stream',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/frames/content-type'],
  layers: () => [
    responseHeaders((headers, response) =>
      isFramed(response) ? withHeader(headers, 'content-type', 'application/octet-stream') : headers,
    ),
  ],
});
