import { bridge } from '../bridge/bridge.ts';
import { events, written } from '../layers/events.ts';
import { bridging, fault } from './fault.ts';

const END = [
  written({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 1 },
  }),
  written({ type: 'message_stop' }),
];

export default fault({
  id: 'bridge-exception-as-clean-end',
  title: 'Turns an exception of Bedrock into the end of a complete message',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'bridge/failures/not-finished',
    'messages/stream-end/cut-is-not-finished',
    'messages/stream-end/cut-is-visible',
  ],
  declares: bridging('bedrock'),
  layers: () => [
    events(() => (event) => (event.name === 'error' ? END : [event])),
    bridge({ to: 'bedrock' }),
  ],
});
