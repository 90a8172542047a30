import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-delta-missing',
  title: 'Ends streams without the final message_delta',
  seenIn: ['LiteLLM', 'llmgateway'],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/usage/output-at-end',
    'messages/open-parts/unknown-fields',
    'messages/stream-content/usage-only-delta',
    'messages/stream-end/final-message-delta',
  ],
  layers: () => [dropEvents(({ name }) => name === 'message_delta')],
});
