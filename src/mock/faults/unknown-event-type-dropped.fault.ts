import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

const KNOWN = new Set([
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
  'ping',
  'error',
]);

export default fault({
  id: 'unknown-event-type-dropped',
  title: 'Forwards only the events that it knows',
  seenIn: [],
  urls: [
    'https://github.com/experientiallabs/experiential/pull/690',
    'https://github.com/onyx-dot-app/onyx/pull/13697',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/open-parts/unknown-event'],
  seenOutside: ['messages/open-parts/unknown-event'],
  layers: () => [dropEvents(({ name }) => name !== undefined && !KNOWN.has(name))],
});
