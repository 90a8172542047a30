import { errorAnswer } from '../layers/response.ts';
import type { GatewayResponse } from '../middleware.ts';
import { fault } from './fault.ts';

/** A minute, as many proxies have it by default. */
const PATIENCE = 60_000;

/** An answer of which the first bytes have come. */
async function begun(answer: Promise<GatewayResponse>): Promise<GatewayResponse> {
  const response = await answer;
  const chunks = response.body[Symbol.asyncIterator]();
  return { ...response, body: resumed(await chunks.next(), chunks) };
}

async function* resumed(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value;
}

export default fault({
  id: 'first-byte-timeout',
  title: 'Gives up when the upstream has sent nothing for a minute',
  seenIn: ['nginx'],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'common/long-answers/no-early-timeout',
    'common/long-answers/whole',
    'messages/stream-pace/waits-for-slow-start',
  ],
  layers: ({ time }) => [
    async (request, next) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(resolve, PATIENCE * time, 'late');
      });
      const answer = begun(next(request));
      // What breaks after the gateway has given up concerns nobody.
      answer.catch(() => {});
      const response = await Promise.race([answer, late]).finally(() => clearTimeout(timer));
      if (response !== 'late') return response;
      return errorAnswer(504, 'timeout_error', 'The upstream did not answer in time.', [], request);
    },
  ],
  slow: [
    'common/long-answers/no-early-timeout',
    'common/long-answers/whole',
    'messages/stream-pace/waits-for-slow-start',
  ],
});
