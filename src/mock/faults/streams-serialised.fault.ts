import { fault } from './fault.ts';

async function* thenTell(body: AsyncIterable<Uint8Array>, done: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    done();
  }
}

export default fault({
  id: 'streams-serialised',
  title: 'Lets a stream begin only when the one before it has ended',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/cancellation/neighbours-live-on', 'messages/parallel-streams/progress-together'],
  layers: () => {
    let previous: Promise<unknown> = Promise.resolve();
    return [
      async (request, next) => {
        const turn = previous;
        let done = () => {};
        previous = new Promise<void>((resolve) => {
          done = resolve;
        });
        await turn;
        try {
          const response = await next(request);
          return { ...response, body: thenTell(response.body, done) };
        } catch (error) {
          done();
          throw error;
        }
      },
    ];
  },
  concurrency: 1,
});
