import { createHash } from 'node:crypto';
import { collect, once } from '../layers/bytes.ts';
import { managed, presentedIn } from '../layers/credentials.ts';
import type { GatewayResponse, Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** Remembers good answers by caller, target, headers that matter and body. */
function cache(): Middleware {
  const known = new Map<string, { response: GatewayResponse; bytes: Buffer }>();
  return async (request, next) => {
    const body = await collect(request.body);
    const passed = { ...request, body: once(body) };
    if (request.method !== 'POST') return next(passed);
    const caller = [presentedIn(request.headers, 'x-api-key'), presentedIn(request.headers, 'authorization')];
    const anthropic = request.headers.filter(([name]) => /^anthropic-/i.test(name));
    const key = createHash('sha256')
      .update(JSON.stringify([caller, request.target, anthropic]))
      .update(body)
      .digest('hex');
    const hit = known.get(key);
    if (hit) return { ...hit.response, body: once(hit.bytes) };
    const response = await next(passed);
    return response.status === 200 ? { ...response, body: remembering(response) } : response;

    async function* remembering(answer: GatewayResponse): AsyncGenerator<Uint8Array> {
      const chunks: Uint8Array[] = [];
      for await (const chunk of answer.body) {
        chunks.push(chunk);
        yield chunk;
      }
      known.set(key, { response: answer, bytes: Buffer.concat(chunks) });
    }
  };
}

export default unusual({
  id: 'caching',
  title: 'Answers a repeated request of the same caller from its cache',
  warns: [],
  layers: (keys) => [cache(), managed(keys)],
});
