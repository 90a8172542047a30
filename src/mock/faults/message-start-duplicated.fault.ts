import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-start-duplicated',
  title: 'Sends message_start twice',
  seenIn: ['LiteLLM', 'Bifrost'],
  urls: [
    'https://github.com/BerriAI/litellm/issues/32478',
    'https://github.com/BerriAI/litellm/pull/33859',
    'https://github.com/BerriAI/litellm/issues/32357',
    'https://github.com/maximhq/bifrost/issues/4556',
    'https://github.com/vercel/ai/pull/18332',
  ],
  formats: ['anthropic', 'vertex'],
  trips: ['messages/stream-order/one-message-start'],
  seenOutside: ['outside/streams/order'],
  layers: () => [events(() => (event) => (event.name === 'message_start' ? [event, event] : [event]))],
});
