import { objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'cache-control-extra-breakpoint',
  title: 'Adds a cache_control marker without counting those of the client',
  seenIn: ['CLIProxyAPI', 'sub2api', '9router', 'claude-code-hub'],
  urls: [
    'https://github.com/router-for-me/CLIProxyAPI/issues/1372',
    'https://github.com/router-for-me/CLIProxyAPI/issues/339',
    'https://github.com/Wei-Shaw/sub2api/issues/176',
    'https://github.com/Wei-Shaw/sub2api/pull/2018',
    'https://github.com/Wei-Shaw/sub2api/pull/2144',
    'https://github.com/decolua/9router/issues/3795',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/cache-placement/never-five', 'common/cache-placement/nothing-added'],
  seenOutside: ['canary/caching/none-added'],
  layers: () => [
    requestJson((body) => {
      const last = objectsAt(body, 'system').at(-1);
      if (last) last['cache_control'] ??= { type: 'ephemeral' };
    }),
  ],
});
