import { encodeChunk } from '../encode/event-stream.ts';
import { frames } from '../layers/frames.ts';
import { fault } from './fault.ts';

const END = [
  encodeChunk({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 1 },
  }),
  encodeChunk({ type: 'message_stop' }),
];

export default fault({
  id: 'bedrock-exception-as-clean-end',
  title: 'Turns an exception frame into the end of a complete message',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/exceptions/no-clean-end'],
  layers: () => [
    frames(() => (one) => (one.carried.is === 'exception' || one.carried.is === 'error' ? END : [one])),
  ],
});
