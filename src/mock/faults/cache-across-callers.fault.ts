import { createHash } from 'node:crypto';
import { collect, cutShort, once, received } from '../layers/bytes.ts';
import { isStream } from '../layers/response.ts';
import type { GatewayResponse } from '../middleware.ts';
import { fault } from './fault.ts';
import { declaresTwo, twoDevelopers } from './two-developers.ts';

/** Headers that the answer depends on; the credential of the developer is none of them. */
const KEY = /^(anthropic-|x-amzn-bedrock-)/i;

export default fault({
  id: 'cache-across-callers',
  title: 'Answers one developer from the cache of another',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/shared-answers/other-caller'],
  declares: declaresTwo,
  credentials: twoDevelopers,
  layers: () => {
    const cache = new Map<string, { response: GatewayResponse; bytes: Buffer }>();
    return [
      async (request, next) => {
        const body = await collect(request.body);
        const headers = request.headers.filter(([name]) => KEY.test(name));
        const key = createHash('sha256')
          .update(JSON.stringify([request.method, request.target, headers]))
          .update(body)
          .digest('hex');
        const known = cache.get(key);
        if (known) return { ...known.response, body: once(known.bytes) };
        const response = await next({ ...request, body: once(body) });
        if (request.method !== 'POST' || response.status !== 200 || isStream(response)) return response;
        const { bytes, cut } = await received(response.body);
        if (cut !== undefined) return { ...response, body: cutShort(bytes, cut) };
        cache.set(key, { response, bytes });
        return { ...response, body: once(bytes) };
      },
    ];
  },
});
