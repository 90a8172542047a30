import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-beta-header-dropped',
  title: 'Forwards anthropic-beta to the provider of that name alone',
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm/issues/15299', 'https://github.com/BerriAI/litellm/pull/15335'],
  formats: ['vertex'],
  trips: ['messages/betas/every-value'],
  seenOutside: [
    'canary/counts/beta',
    'canary/headers/beta-lines-and-blanks',
    'canary/headers/known-beta',
    'canary/headers/long-beta',
    'canary/headers/unknown-beta',
    'outside/settings/deferred-tools',
  ],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'anthropic-beta'))],
});
