import { cancelling } from '../layers/cancellation.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'disconnect-not-propagated-nonstream',
  title: 'Lets a request without streaming run on after the client has left',
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm/issues/37140', 'https://github.com/BerriAI/litellm/pull/30223'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/cancellation/non-streaming'],
  layers: () => [cancelling(({ streamed }) => streamed)],
});
