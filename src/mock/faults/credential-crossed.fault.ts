import { setTimeout } from 'node:timers/promises';
import type { Middleware } from '../middleware.ts';
import { fault } from './fault.ts';

/** Milliseconds in which it looks up whether the key is still good. */
const LOOK_UP = 20;

/** Passes a credential on: whichever came last while it was looking one up. */
function oneVariable(): Middleware {
  let credential: readonly [string, string] | undefined;
  return async (request, next) => {
    credential = request.headers.find(([name]) => /^(x-api-key|authorization)$/i.test(name));
    const name = credential?.[0];
    if (name === undefined) return next(request);
    await setTimeout(LOOK_UP);
    const latest = credential;
    return next({
      ...request,
      headers: request.headers.map((line) => (line[0] === name && latest ? latest : line)),
    });
  };
}

export default fault({
  id: 'credential-crossed',
  title: "Sends one developer's request on with the credential of another",
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/isolation/requests-stay-apart'],
  layers: () => [],
  credentials: oneVariable,
  concurrency: 1,
});
