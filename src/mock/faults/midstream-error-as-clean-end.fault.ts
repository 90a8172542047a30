import { events, written } from '../layers/events.ts';
import { fault } from './fault.ts';

const END = [
  written({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 1 },
  }),
  written({ type: 'message_stop' }),
];

export default fault({
  id: 'midstream-error-as-clean-end',
  title: 'Turns an error event into the end of a complete message',
  seenIn: ['LiteLLM', 'imp', 'billion-context'],
  urls: [
    'https://github.com/BerriAI/litellm/pull/32475',
    'https://github.com/kekzl/imp/issues/1553',
    'https://github.com/ranxianglei/billion-context/pull/239',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['bedrock/exceptions/no-clean-end', 'messages/stream-errors/no-clean-end'],
  seenOutside: ['bedrock/exceptions/no-clean-end', 'messages/stream-errors/no-clean-end'],
  layers: () => [events(() => (event) => (event.name === 'error' ? END : [event]))],
});
