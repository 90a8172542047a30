import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'beta-header-overwritten',
  title: 'Replaces the beta list of the client by its own',
  seenIn: ['claude-code-router', 'krouter', 'CLIProxyAPI', 'stdapi'],
  urls: [
    'https://github.com/musistudio/claude-code-router/issues/1528',
    'https://github.com/sifxprime/krouter/pull/16',
    'https://github.com/stdapi-ai/stdapi.ai/issues/291',
    'https://github.com/vercel/ai/issues/10018',
    'https://github.com/earendil-works/pi/issues/6040',
    'https://github.com/router-for-me/CLIProxyAPI/issues/4750',
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
  layers: () => [betas(() => ['oauth-2025-04-20'])],
});
