import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-pings-as-comments',
  title: 'Keeps streams alive with comments in place of ping events',
  seenIn: ['Router-Maestro'],
  urls: ['https://github.com/MadSkittles/Router-Maestro/pull/61'],
  formats: ['vertex'],
  trips: ['messages/stream-content/pings-stay-pings', 'vertex/keep-alive/pings-are-events'],
  seenOutside: ['messages/stream-content/pings-stay-pings', 'outside/streams/no-comments'],
  layers: () => [events(() => (event) => (event.name === 'ping' ? [': ping\n\n'] : [event]))],
});
