import { createHash } from 'node:crypto';
import { collect, once } from '../layers/bytes.ts';
import { type Keys, managed } from '../layers/credentials.ts';
import type { GatewayRequest, GatewayResponse, Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** Good answers by caller, target, headers that matter and body; asked only once the caller is known. */
function cached(keys: Keys): Middleware {
  const known = new Map<string, { response: GatewayResponse; bytes: Buffer }>();
  return (request, next) =>
    managed(keys)(request, async (exchanged) => {
      if (request.method !== 'POST') return next(exchanged);
      const body = await collect(request.body);
      const key = keyOf(request, body);
      const hit = known.get(key);
      if (hit) return { ...hit.response, body: once(hit.bytes) };
      const response = await next({ ...exchanged, body: once(body) });
      if (response.status !== 200) return response;
      return { ...response, body: remembering(response, (bytes) => known.set(key, { response, bytes })) };
    });
}

function keyOf(request: GatewayRequest, body: Buffer): string {
  const headers = request.headers.filter(([name]) =>
    /^(x-api-key$|authorization$|anthropic-|x-amzn-bedrock-)/i.test(name),
  );
  return createHash('sha256')
    .update(JSON.stringify([request.target, headers]))
    .update(body)
    .digest('hex');
}

async function* remembering(
  { body }: GatewayResponse,
  keep: (bytes: Buffer) => void,
): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
    yield chunk;
  }
  keep(Buffer.concat(chunks));
}

export default unusual({
  id: 'caching',
  title: 'Answers a repeated request of the same caller from its cache',
  warns: [],
  layers: (keys) => [cached(keys)],
});
