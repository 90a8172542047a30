import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'midstream-error-event-dropped',
  title: 'Swallows the error event of a broken stream',
  seenIn: ['preloop', 'any-llm', 'talon', 'LiteLLM'],
  urls: [
    'https://github.com/preloop/preloop/issues/117',
    'https://github.com/mozilla-ai/any-llm/pull/847',
    'https://github.com/dativo-io/talon/pull/254',
    'https://github.com/BerriAI/litellm/pull/32159',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['bedrock/exceptions/type-and-message', 'messages/stream-errors/error-event-arrives'],
  seenOutside: ['bedrock/exceptions/type-and-message', 'messages/stream-errors/error-event-arrives'],
  layers: () => [dropEvents(({ name }) => name === 'error')],
});
