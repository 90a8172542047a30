import { cancelling } from '../layers/cancellation.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'disconnect-not-propagated-stream',
  title: 'Reads a stream to its end after the client has left',
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/BerriAI/litellm/issues/17364',
    'https://github.com/BerriAI/litellm/pull/30245',
    'https://github.com/BerriAI/litellm/issues/13774',
    'https://github.com/tale-project/tale/pull/3396',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/cancellation/mid-stream'],
  layers: () => [cancelling(({ streamed, begun }) => !(streamed && begun))],
});
