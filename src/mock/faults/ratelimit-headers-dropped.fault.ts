import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'ratelimit-headers-dropped',
  title: 'Does not forward the rate limit headers',
  seenIn: ['LiteLLM', 'headroom', 'AISIX'],
  urls: [
    'https://github.com/BerriAI/litellm/pull/37767',
    'https://github.com/headroomlabs-ai/headroom/issues/1100',
  ],
  formats: ['anthropic'],
  trips: ['common/response-headers/account-limits', 'common/response-headers/plan-limits'],
  seenOutside: ['outside/answers/account-limits'],
  layers: () => [
    responseHeaders((headers) => headers.filter(([name]) => !/^anthropic-ratelimit-/i.test(name))),
  ],
});
