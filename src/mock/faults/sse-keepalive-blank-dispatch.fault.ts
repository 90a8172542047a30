import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

/** The blank line below the comment dispatches what the line above it began. */
const KEEP_ALIVE = 'event: keepalive\n: ping\n\n';

export default fault({
  id: 'sse-keepalive-blank-dispatch',
  title: 'Ends its keep-alive comments in an event without data',
  seenIn: ['llmgateway'],
  urls: ['https://github.com/theopenco/llmgateway/pull/2334'],
  formats: ['anthropic'],
  trips: [
    'messages/stream-framing/comments-stay-comments',
    'messages/stream-framing/nothing-added',
    'messages/stream-framing/readable-data',
  ],
  seenOutside: ['messages/stream-framing/comments-stay-comments', 'outside/streams/framing'],
  layers: () => [
    events(() => (event) => (event.name === 'content_block_start' ? [KEEP_ALIVE, event] : [event])),
  ],
});
