import { editUsage } from '../layers/blocks.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'usage-input-includes-cache',
  title: 'Counts cached tokens as input tokens',
  seenIn: ['grok2api', 'Bifrost'],
  urls: ['https://github.com/chenyme/grok2api/pull/751', 'https://github.com/maximhq/bifrost/pull/5355'],
  formats: ['anthropic'],
  trips: ['common/usage/in-json', 'common/usage/input-without-cache'],
  seenOutside: ['outside/cache/counted-once'],
  layers: () =>
    editUsage((usage) => {
      const cached = Number(usage['cache_read_input_tokens'] ?? 0);
      if (cached > 0) usage['input_tokens'] = Number(usage['input_tokens'] ?? 0) + cached;
    }),
});
