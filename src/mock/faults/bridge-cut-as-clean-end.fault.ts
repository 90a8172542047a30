import { bridge } from '../bridge/bridge.ts';
import { dropEvents } from '../layers/events.ts';
import { bridging, fault } from './fault.ts';

/** What the reference bridge tells where the provider went away, and not where it named an error. */
const BROKEN_OFF = 'closed the stream';

export default fault({
  id: 'bridge-cut-as-clean-end',
  title: 'Ends a stream in good order, in the middle of a message, when the provider has broken off',
  seenIn: ['Portkey'],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-end/cut-is-visible'],
  declares: bridging('vertex'),
  layers: () => [
    dropEvents(({ name, json }) => name === 'error' && JSON.stringify(json['error']).includes(BROKEN_OFF)),
    bridge({ to: 'vertex' }),
  ],
});
