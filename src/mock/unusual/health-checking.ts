import { collect, once } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import type { Forward, GatewayRequest, Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** Every so many requests the upstream is looked at, from the first one on. */
const EVERY = 5;
const PING = Buffer.from(
  '{"model":"claude-haiku-4-5","max_tokens":1,"messages":[{"role":"user","content":"ping"}]}',
);

/** Asks for the models and for a token, as health checks do: nothing in them points to a caller. */
function healthChecks(): Middleware {
  let count = 0;
  return async (request, next) => {
    if (count % EVERY === 0) void look(request, next);
    count += 1;
    return next(request);
  };
}

async function look({ headers }: GatewayRequest, next: Forward): Promise<void> {
  const credential = headers.filter(([name]) => /^(x-api-key|anthropic-version)$/i.test(name));
  const common = { gone: new AbortController().signal, body: once('') };
  const get = next({ ...common, method: 'GET', target: '/v1/models', headers: credential });
  const post = next({
    ...common,
    method: 'POST',
    target: '/v1/messages',
    headers: [...credential, ['content-type', 'application/json'], ['content-length', String(PING.length)]],
    body: once(PING),
  });
  // An upstream that is ill is a finding of the health check, not an error of the request beside it.
  await Promise.allSettled([get, post].map(async (answer) => collect((await answer).body)));
}

export default unusual({
  id: 'health-checking',
  title: 'Looks after its upstream with requests of its own',
  warns: [],
  layers: (keys) => [managed(keys), healthChecks()],
});
