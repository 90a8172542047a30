import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

/**
 * After which a provider closes its side: longer than a connection rests by chance on a busy machine, at the scale of
 * a trial, too. Each connection of a client has one of its own upstream.
 */
const IDLE_MS = 100_000;

export default fault({
  id: 'stale-keepalive-502',
  title: 'Reuses a kept connection that the provider has closed, and does not try again',
  seenIn: ['claude-code-cache-fix', 'clodex'],
  urls: [
    'https://github.com/cnighswonger/claude-code-cache-fix/pull/371',
    'https://github.com/bman654/clodex/pull/161',
    'https://github.com/Gitlawb/openclaude/pull/1462',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/long-answers/kept-connection'],
  seenOutside: ['common/long-answers/kept-connection'],
  layers: (scale) => {
    const used = new WeakMap<object, number>();
    return [
      async (request, next) => {
        const before = used.get(request.connection) ?? Number.POSITIVE_INFINITY;
        const rested = performance.now() - before;
        used.set(request.connection, performance.now());
        if (rested > IDLE_MS * scale.time)
          return errorAnswer(502, 'api_error', 'socket hang up', [], request);
        const response = await next(request);
        used.set(request.connection, performance.now());
        return response;
      },
    ];
  },
  slow: ['common/long-answers/kept-connection'],
});
