import { streamBody } from '../layers/response.ts';
import { fault } from './fault.ts';

/** A minute, a usual write timeout of servers. */
const LIFETIME = 60_000;

/** Passes a body on and breaks it off when it has taken so many milliseconds, however alive it is. */
async function* cutInTime(body: AsyncIterable<Uint8Array>, ms: number): AsyncGenerator<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(reject, ms, new Error('the request took too long'));
  });
  over.catch(() => {});
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([chunks.next(), over]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    clearTimeout(timer);
  }
}

export default fault({
  id: 'stream-lifetime-cut',
  title: 'Cuts a stream that is alive after a minute in all',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/keep-alive/long-stream'],
  layers: ({ time }) => [streamBody((body) => cutInTime(body, LIFETIME * time))],
  slow: ['messages/keep-alive/long-stream'],
});
