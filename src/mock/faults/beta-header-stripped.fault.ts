import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'beta-header-stripped',
  title: 'Drops the anthropic-beta header',
  seenIn: ['LiteLLM', 'agentgateway', 'Manifest llm-gateway'],
  urls: [
    'https://github.com/BerriAI/litellm/issues/9016',
    'https://github.com/BerriAI/litellm/issues/21471',
    'https://github.com/agentgateway/agentgateway/issues/1777',
    'https://github.com/mnfst/llm-gateway/pull/2910',
    'https://github.com/anthropics/claude-code/issues/11678',
    'https://github.com/Kong/developer.konghq.com/issues/4694',
  ],
  formats: ['anthropic', 'vertex'],
  trips: ['messages/betas/every-value'],
  seenOutside: [
    'canary/counts/beta',
    'canary/headers/beta-lines-and-blanks',
    'canary/headers/known-beta',
    'canary/headers/long-beta',
    'canary/headers/unknown-beta',
    'canary/pairs/context-management',
    'canary/pairs/speed',
    'canary/pairs/task-budget',
    'outside/settings/deferred-tools',
  ],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'anthropic-beta'))],
});
