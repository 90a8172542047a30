import { fault } from './fault.ts';

/** The default of several Python servers. */
const WORKERS = 32;

/** Whoever comes when all workers are busy waits until one has sent its answer to the end. */
class Pool {
  #free = WORKERS;
  readonly #waiting: (() => void)[] = [];

  async take(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

async function* thenGiveBack(body: AsyncIterable<Uint8Array>, pool: Pool): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    pool.giveBack();
  }
}

export default fault({
  id: 'worker-pool-of-32',
  title: 'Serves 32 streams at once, and the next when one of them has ended',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/many-streams/advance-in-turns'],
  layers: () => {
    const pool = new Pool();
    return [
      async (request, next) => {
        await pool.take();
        try {
          const response = await next(request);
          return { ...response, body: thenGiveBack(response.body, pool) };
        } catch (error) {
          pool.giveBack();
          throw error;
        }
      },
    ];
  },
  slow: ['messages/many-streams/advance-in-turns'],
});
