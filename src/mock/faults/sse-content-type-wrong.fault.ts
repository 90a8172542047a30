import { withHeader } from '../../wire/headers.ts';
import { isStream, responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-content-type-wrong',
  title: 'Serves streams as application/json',
  seenIn: ['claude-relay-service', 'free-claude-code'],
  urls: [
    'https://github.com/Wei-Shaw/claude-relay-service/pull/1056',
    'https://github.com/Alishahryar1/free-claude-code/pull/977',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['bedrock/frames/content-type', 'messages/stream-headers/event-stream-type'],
  seenOutside: ['bedrock/frames/content-type', 'messages/stream-headers/event-stream-type'],
  layers: () => [
    responseHeaders((headers, response) =>
      isStream(response) ? withHeader(headers, 'content-type', 'application/json') : headers,
    ),
  ],
});
