import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tool-field-beta-desync',
  title: 'Drops the advanced tool use flag and keeps the tool fields that need it',
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/anthropics/claude-code/issues/11678',
    'https://github.com/anthropics/claude-code/issues/82549',
    'https://github.com/anthropics/claude-code/issues/30926',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/betas/every-value', 'messages/replay/beta-values', 'messages/tool-features/tool-search'],
  seenOutside: ['outside/settings/deferred-tools'],
  spares: { vertex: ['messages/replay/beta-values'] },
  layers: () => [betas((values) => values.filter((value) => !value.startsWith('advanced-tool-use-')))],
});
