import { collect, cutShort, once, received } from '../layers/bytes.ts';
import { asksForStream } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import type { GatewayResponse } from '../middleware.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'json-answers-crossed',
  title: 'Gives answers in JSON back in the order of the requests, whichever is finished first',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/isolation/answers-stay-apart'],
  layers: () => {
    const waiting: ((response: GatewayResponse) => void)[] = [];
    return [
      async (request, next) => {
        const body = await collect(request.body);
        const whole = { ...request, body: once(body) };
        if (asksForStream(request, body)) return next(whole);
        const mine = new Promise<GatewayResponse>((resolve) => waiting.push(resolve));
        next(whole)
          .then(async (response) => {
            const { bytes, cut } = await received(response.body);
            waiting.shift()?.({ ...response, body: cut === undefined ? once(bytes) : cutShort(bytes, cut) });
          })
          .catch((error: unknown) => waiting.shift()?.(errorAnswer(502, 'api_error', String(error))));
        return mine;
      },
    ];
  },
  concurrency: 1,
});
