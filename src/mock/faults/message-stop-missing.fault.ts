import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-stop-missing',
  title: 'Ends streams without message_stop',
  seenIn: ['LiteLLM', 'llmgateway'],
  urls: [
    'https://github.com/BerriAI/litellm/pull/32159',
    'https://github.com/Sunnyender-org/cursor-sdk2api/issues/25',
    'https://github.com/theopenco/llmgateway/pull/927',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/stream-end/message-stop'],
  seenOutside: ['messages/stream-end/message-stop', 'outside/streams/message-stop'],
  layers: () => [dropEvents(({ name }) => name === 'message_stop')],
});
