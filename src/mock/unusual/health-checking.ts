import { collect, once } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import type { Forward, GatewayRequest, Middleware } from '../middleware.ts';
import { route } from '../routes.ts';
import { unusual } from './unusual.ts';

/** Every so many requests the upstream is looked at, from the first one on. */
const EVERY = 5;
const MODEL = 'claude-haiku-4-5';
const PING = { model: MODEL, max_tokens: 1, messages: [{ role: 'user', content: 'ping' }] };
const ADDRESS = {
  operation: 'messages',
  model: MODEL,
  stream: false,
  project: 'own-project',
  location: 'global',
} as const;

/** Asks for the models and for a token, as health checks do: nothing in them points to a caller. */
function healthChecks(): Middleware {
  let count = 0;
  return async (request, next) => {
    if (count % EVERY === 0) void look(request, next);
    count += 1;
    return next(request);
  };
}

async function look({ method, target, headers }: GatewayRequest, next: Forward): Promise<void> {
  const { format } = route(method, target);
  const credential = headers.filter(([name]) => /^(x-api-key|authorization|anthropic-version)$/i.test(name));
  const common = { gone: new AbortController().signal, connection: {}, body: once('') };
  const list = format.id === 'bedrock' ? '/inference-profiles' : '/v1/models';
  const get = next({ ...common, method: 'GET', target: list, headers: credential });
  const ping = Buffer.from(JSON.stringify(format.body(PING, ADDRESS, [])));
  const post = next({
    ...common,
    method: 'POST',
    target: format.path(ADDRESS),
    headers: [...credential, ['content-type', 'application/json'], ['content-length', String(ping.length)]],
    body: once(ping),
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
