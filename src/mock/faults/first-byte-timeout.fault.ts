import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const PATIENCE = 3_000;

async function* resumed(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value;
}

export default fault({
  id: 'first-byte-timeout',
  title: 'Gives up when the upstream has sent nothing for three seconds',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/bursts/patience', 'messages/stream-pace/waits-for-slow-start'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      const chunks = response.body[Symbol.asyncIterator]();
      const first = chunks.next();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(resolve, PATIENCE, 'late');
      });
      const begun = await Promise.race([first, late]).finally(() => clearTimeout(timer));
      if (begun === 'late') return errorAnswer(504, 'timeout_error', 'The upstream did not answer in time.');
      return { ...response, body: resumed(begun, chunks) };
    },
  ],
  slow: ['common/bursts/patience', 'messages/stream-pace/waits-for-slow-start'],
});
