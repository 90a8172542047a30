import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'literal-none-credential',
  title: 'Sends the word None where its key for the provider is not set',
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm/pull/20432'],
  formats: ['anthropic'],
  trips: ['messages/credential/no-placeholder'],
  seenOutside: { ends: 'with 401' },
  layers: () => [],
  credentials: (keys) => managed({ ...keys, provider: 'None' }),
});
