import { bridge } from '../bridge/bridge.ts';
import { dropEvents } from '../layers/events.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-exception-dropped',
  title: 'Knows chunks alone, and lets a stream end where Bedrock sends an exception',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/failures/not-finished', 'messages/stream-end/cut-is-visible'],
  declares: bridging('bedrock'),
  layers: () => [dropEvents(({ name }) => name === 'error'), bridge({ to: 'bedrock' })],
});
