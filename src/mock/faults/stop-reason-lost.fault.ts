import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'stop-reason-lost',
  title: 'Sends stop_reason null at the end of a message',
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/anthropics/claude-code/issues/16785',
    'https://github.com/anthropics/claude-code/issues/20222',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/frames/bytes',
    'bedrock/reply-extras/guardrail-events',
    'messages/stream-content/usage-only-delta',
    'messages/stream-end/final-message-delta',
  ],
  seenOutside: ['messages/stream-end/final-message-delta', 'outside/streams/final-delta'],
  layers: () => [
    editEvents((json) => {
      if (json['type'] === 'message_delta') objectAt(json, 'delta')['stop_reason'] = null;
    }),
  ],
});
