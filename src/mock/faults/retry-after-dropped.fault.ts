import { withoutHeaders } from '../../wire/headers.ts';
import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'retry-after-dropped',
  title: 'Does not forward retry-after',
  seenIn: ['LiteLLM', 'AISIX', 'hawk', 'DIAL'],
  urls: [
    'https://github.com/BerriAI/litellm/issues/37754',
    'https://github.com/api7/aisix/issues/144',
    'https://github.com/METR/hawk/pull/1414',
    'https://github.com/epam/ai-dial-adapter-bedrock/issues/365',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/retry-headers/retry-after', 'common/retry-headers/retry-after-of-5xx'],
  seenOutside: ['common/retry-headers/retry-after', 'common/retry-headers/retry-after-of-5xx'],
  layers: () => [responseHeaders((headers) => withoutHeaders(headers, 'retry-after'))],
});
