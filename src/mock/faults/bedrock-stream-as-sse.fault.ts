import { withHeader } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { frames, isFramed } from '../layers/frames.ts';
import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

function written(event: JsonObject): Uint8Array {
  return Buffer.from(`event: ${event['type']}\ndata: ${JSON.stringify(event)}\n\n`);
}

export default fault({
  id: 'bedrock-stream-as-sse',
  title: 'Turns binary streams into server-sent events',
  seenIn: ['claude-relay-service', 'headroom', 'maxx'],
  urls: [
    'https://github.com/Wei-Shaw/claude-relay-service/pull/906',
    'https://github.com/headroomlabs-ai/headroom/pull/365',
    'https://github.com/awsl-project/maxx/pull/504',
  ],
  formats: ['bedrock'],
  trips: ['bedrock/frames/whole'],
  seenOutside: ['bedrock/frames/whole'],
  layers: () => [
    responseHeaders((headers, response) =>
      isFramed(response) ? withHeader(headers, 'content-type', 'text/event-stream') : headers,
    ),
    frames(
      () =>
        ({ carried }) =>
          carried.is === 'event'
            ? [written(carried.event)]
            : carried.is === 'keep-alive'
              ? []
              : [
                  written({
                    type: 'error',
                    error: {
                      type: carried.is === 'unreadable' ? 'api_error' : carried.type,
                      message: carried.is === 'unreadable' ? '' : carried.message,
                    },
                  }),
                ],
    ),
  ],
});
