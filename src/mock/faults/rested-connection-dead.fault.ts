import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

/** A minute, after which load balancers forget a connection without a word. */
const REST = 60_000;

export default fault({
  id: 'rested-connection-dead',
  title:
    'Ties each client to a connection of its own to the provider, and loses the request after a minute of rest',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/long-answers/kept-connection'],
  layers: ({ time }) => {
    const lastUsed = new WeakMap<object, number>();
    return [
      async (request, next) => {
        const now = performance.now();
        const rested = now - (lastUsed.get(request.connection) ?? now);
        lastUsed.set(request.connection, now);
        return rested > REST * time
          ? errorAnswer(502, 'api_error', 'read ECONNRESET', [], request)
          : next(request);
      },
    ];
  },
  slow: ['common/long-answers/kept-connection'],
});
