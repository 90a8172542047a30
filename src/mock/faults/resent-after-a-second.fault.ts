import { setTimeout } from 'node:timers/promises';
import { collect, once } from '../layers/bytes.ts';
import { asksForStream } from '../layers/request.ts';
import { fault } from './fault.ts';
import { givingUp } from './giving-up.ts';

/** Milliseconds that an answer may take before it is asked for again. */
const PATIENCE = 1_000;

export default fault({
  id: 'resent-after-a-second',
  title: 'Sends a request again when its answer takes longer than a second',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/once/while-the-model-thinks'],
  slow: ['common/once/while-the-model-thinks'],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const ask = async (gone: AbortSignal) => {
        const response = await next({ ...request, body: once(body), gone });
        if (asksForStream(request, body)) return response;
        const chunks = response.body[Symbol.asyncIterator]();
        const first = await chunks.next();
        const all = async function* () {
          if (first.done) return;
          yield first.value;
          yield* { [Symbol.asyncIterator]: () => chunks };
        };
        return { ...response, body: all() };
      };
      const late = givingUp(request.gone);
      const answer = ask(late.signal);
      const first = await Promise.race([answer, setTimeout(PATIENCE, undefined, { ref: false })]);
      if (first) return first;
      late.abort();
      answer.catch(() => {});
      return ask(request.gone);
    },
  ],
});
