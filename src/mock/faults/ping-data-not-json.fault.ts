import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'ping-data-not-json',
  title: 'Sends pings whose data is no JSON',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-content/pings-stay-pings'],
  layers: () => [
    events(() => (event) => (event.name === 'ping' ? ['event: ping\ndata: ping\n\n'] : [event])),
  ],
});
