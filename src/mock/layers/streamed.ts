import type { GatewayResponse, Middleware } from '../middleware.ts';
import { collect, once } from './bytes.ts';
import { asksForStream } from './request.ts';

/** Puts a layer in the way of those requests alone that ask for a stream. */
export function whenStreamed(layer: Middleware): Middleware {
  return async (request, next) => {
    const body = await collect(request.body);
    const whole = { ...request, body: once(body) };
    return asksForStream(request, body) ? layer(whole, next) : next(whole);
  };
}

/** Answers refused streams in a way of its own; all else passes as it is. */
export function refusedStream(
  change: (response: GatewayResponse) => GatewayResponse | Promise<GatewayResponse>,
): Middleware {
  return whenStreamed(async (request, next) => {
    const response = await next(request);
    return response.status >= 400 ? change(response) : response;
  });
}
