import { events, type StreamEvent } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-pings-held',
  title: 'Holds a ping back until the next event of the message',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['messages/keep-alive/pings-fill-the-gap', 'vertex/keep-alive/pings-are-events'],
  layers: () => [
    events(() => {
      let held: StreamEvent[] = [];
      return (event) => {
        if (event.name === 'ping') {
          held.push(event);
          return [];
        }
        const out = [...held, event];
        held = [];
        return out;
      };
    }),
  ],
});
