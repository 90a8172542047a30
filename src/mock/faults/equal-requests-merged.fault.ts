import { collect, cutShort, once, received } from '../layers/bytes.ts';
import { asksForStream } from '../layers/request.ts';
import type { GatewayResponse } from '../middleware.ts';
import { fault } from './fault.ts';
import { declaresTwo, twoDevelopers } from './two-developers.ts';

interface Whole {
  readonly response: GatewayResponse;
  readonly bytes: Buffer;
  readonly cut?: unknown;
}

export default fault({
  id: 'equal-requests-merged',
  title: 'Asks once for equal requests of different developers that are under way together',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/shared-answers/other-caller-meanwhile'],
  declares: declaresTwo,
  credentials: twoDevelopers,
  layers: () => {
    const underWay = new Map<string, Promise<Whole>>();
    return [
      async (request, next) => {
        const body = await collect(request.body);
        if (request.method !== 'POST' || asksForStream(request, body))
          return next({ ...request, body: once(body) });
        const headers = request.headers.filter(([name]) => /^(anthropic-|x-amzn-)/i.test(name));
        const key = JSON.stringify([request.target, headers, body.toString('latin1')]);
        const ask = async (): Promise<Whole> => {
          const response = await next({ ...request, body: once(body) });
          return { response, ...(await received(response.body)) };
        };
        const flight = underWay.get(key) ?? ask().finally(() => underWay.delete(key));
        underWay.set(key, flight);
        const { response, bytes, cut } = await flight;
        return { ...response, body: cut === undefined ? once(bytes) : cutShort(bytes, cut) };
      },
    ];
  },
});
