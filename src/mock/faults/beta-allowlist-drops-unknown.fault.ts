import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

const KNOWN = new Set([
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'context-management-2025-06-27',
  'per-turn-control-2026-07-01',
  'mid-conversation-tool-changes-2026-07-01',
  'thinking-token-count-2026-05-13',
  'advanced-tool-use-2025-11-20',
  'effort-2025-11-24',
]);

export default fault({
  id: 'beta-allowlist-drops-unknown',
  title: 'Passes on only the beta values that it knows',
  seenIn: ['LiteLLM', 'Onyx', 'Switchyard'],
  urls: [
    'https://github.com/BerriAI/litellm/pull/36736',
    'https://github.com/BerriAI/litellm/issues/41202',
    'https://github.com/onyx-dot-app/onyx/pull/13697',
    'https://github.com/NVIDIA-NeMo/Switchyard/pull/372',
  ],
  formats: ['anthropic', 'vertex'],
  trips: ['messages/betas/unknown-value'],
  seenOutside: [
    'canary/counts/beta',
    'canary/headers/beta-lines-and-blanks',
    'canary/headers/long-beta',
    'canary/headers/unknown-beta',
    'canary/pairs/speed',
    'canary/pairs/task-budget',
    'outside/settings/deferred-tools',
  ],
  layers: () => [betas((values) => values.filter((value) => KNOWN.has(value)))],
});
