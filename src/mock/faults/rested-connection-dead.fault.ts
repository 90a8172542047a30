import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

/** A minute, after which load balancers forget a connection without a word. */
const REST = 60_000;

async function* thenTell(body: AsyncIterable<Uint8Array>, done: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    done();
  }
}

export default fault({
  id: 'rested-connection-dead',
  title:
    'Ties each client to a connection of its own to the provider, and loses the request after a minute of rest',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/long-answers/kept-connection'],
  layers: ({ time }) => {
    const restingSince = new WeakMap<object, number>();
    return [
      async (request, next) => {
        const now = performance.now();
        const rested = now - (restingSince.get(request.connection) ?? now);
        if (rested > REST * time) return errorAnswer(502, 'api_error', 'read ECONNRESET', [], request);
        const response = await next(request);
        const rest = () => restingSince.set(request.connection, performance.now());
        return { ...response, body: thenTell(response.body, rest) };
      },
    ];
  },
  slow: ['common/long-answers/kept-connection'],
});
