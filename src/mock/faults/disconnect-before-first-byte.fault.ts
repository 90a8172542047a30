import { cancelling } from '../layers/cancellation.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'disconnect-before-first-byte',
  title: 'Does not notice a client that leaves before the first event',
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm/pull/31499'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/cancellation/before-first-byte'],
  layers: () => [cancelling(({ streamed, begun }) => !streamed || begun)],
});
