import { asks } from '../layers/request.ts';
import { fault } from './fault.ts';

/** What a base URL of the provider ends in, and a path that is joined as an absolute one replaces. */
const PREFIX = /^(\/v1(?=\/messages)|.*\/publishers\/anthropic(?=\/models))/;

export default fault({
  id: 'prefix-lost',
  title: "Loses the prefix of the provider's base URL where it counts tokens",
  seenIn: ['openrouter-proxy', 'aimee', 'Cloudflare AI Gateway', 'one-api'],
  urls: [
    'https://github.com/ahaostudy/openrouter-proxy/pull/5',
    'https://github.com/RakuenSoftware/aimee/pull/1141',
    'https://github.com/anthropics/anthropic-sdk-typescript/issues/336',
    'https://github.com/songquanpeng/one-api/issues/1118',
    'https://github.com/anthropics/claude-code/issues/62973',
  ],
  formats: ['anthropic', 'vertex'],
  trips: [
    'messages/count-tokens/returns-a-count',
    'messages/endpoints/count-tokens',
    'vertex/count-tokens/returns-a-count',
  ],
  seenOutside: ['messages/endpoints/count-tokens', 'outside/counts/served'],
  layers: () => [
    (request, next) =>
      next(
        asks(request, 'count_tokens') ? { ...request, target: request.target.replace(PREFIX, '') } : request,
      ),
  ],
});
