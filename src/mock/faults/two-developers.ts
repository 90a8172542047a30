import { type Keys, managed } from '../layers/credentials.ts';
import { jsonAnswer } from '../layers/response.ts';
import type { Middleware } from '../middleware.ts';
import { modelsList } from '../models.ts';
import { route } from '../routes.ts';
import type { Declared } from './fault.ts';

const SECOND = 'gateway-check-made-up-developer-key-2';

/** A second developer, whom the gateway knows. */
export const declaresTwo: Declared = { secondCredential: { header: 'x-api-key', secret: SECOND } };

/** The usual credential policy for two developers, of whom the second may use one model: their lists differ. */
export function twoDevelopers(keys: Keys): Middleware {
  const exchange = managed(keys);
  return (request, next) =>
    exchange(request, (exchanged) => {
      const isSecond = request.headers.some(([, value]) => value.endsWith(SECOND));
      if (!isSecond || route(request.method, request.target).operation !== 'models') return next(exchanged);
      const listing = modelsList('limit=1');
      return Promise.resolve(jsonAnswer(200, listing.ok ? listing.body : {}));
    });
}
