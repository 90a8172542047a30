import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'ping-replaced-by-comment',
  title: 'Sends a comment in place of each ping',
  seenIn: ['Router-Maestro'],
  urls: ['https://github.com/MadSkittles/Router-Maestro/pull/61'],
  formats: ['anthropic'],
  trips: ['messages/stream-content/pings-stay-pings'],
  seenOutside: ['messages/stream-content/pings-stay-pings', 'outside/streams/no-comments'],
  layers: () => [events(() => (event) => (event.name === 'ping' ? [': keepalive\n\n'] : [event]))],
});
