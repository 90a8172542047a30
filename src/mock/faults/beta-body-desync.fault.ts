import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'beta-body-desync',
  title: 'Drops the context management flag and keeps the field that needs it',
  seenIn: ['LiteLLM', 'claude-code-router', 'Envoy AI Gateway', 'copilot-api', 'OpenCode Zen'],
  urls: [
    'https://github.com/anthropics/claude-code/issues/21612',
    'https://github.com/anthropics/claude-code/issues/14135',
    'https://github.com/anthropics/claude-code/issues/39589',
    'https://github.com/anthropics/claude-code/issues/51700',
    'https://github.com/BerriAI/litellm/issues/26240',
    'https://github.com/musistudio/claude-code-router/issues/1528',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/body/betas',
    'messages/betas/every-value',
    'messages/features/context-management',
    'messages/replay/beta-values',
  ],
  seenOutside: ['canary/headers/known-beta', 'canary/pairs/context-management'],
  spares: { vertex: ['messages/replay/beta-values'] },
  layers: () => [betas((values) => values.filter((value) => !value.startsWith('context-management-')))],
});
