import { editUsage } from '../layers/blocks.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'usage-cache-counters-dropped',
  title: 'Does not relay the cache counters of usage',
  seenIn: ['one-hub', 'sub2api', 'future-agi'],
  urls: [
    'https://github.com/MartialBE/one-hub/issues/884',
    'https://github.com/Wei-Shaw/sub2api/pull/497',
    'https://github.com/future-agi/future-agi/pull/1122',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/cache-usage/counts', 'common/usage/details', 'common/usage/in-json'],
  seenOutside: ['outside/cache/counts'],
  layers: () =>
    editUsage((usage) => {
      for (const key of Object.keys(usage)) if (key.startsWith('cache_')) delete usage[key];
    }),
});
