import { AnyStream } from '../../wire/any-stream.ts';
import { header } from '../../wire/headers.ts';
import { managed } from '../layers/credentials.ts';
import { errorAnswer, isStream } from '../layers/response.ts';
import type { Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** Waits for the first event, and makes a refusal of the whole request of one that is a failure. */
const peek: Middleware = async (request, next) => {
  const response = await next(request);
  const coding = header(response.headers, 'content-encoding') ?? 'identity';
  if (!isStream(response) || coding !== 'identity') return response;
  const stream = new AnyStream();
  const chunks = response.body[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  while (stream.events.length + stream.failures.length === 0) {
    const { done, value } = await chunks.next();
    if (done) break;
    first.push(value);
    stream.push(value);
  }
  const failure = stream.events[0] ? errorIn(stream.events[0].event) : stream.failures[0];
  if (failure) return errorAnswer(529, failure.type, failure.message, [], request);
  const body = async function* () {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  return { ...response, body: body() };
};

/** The failure that an event is; undefined when it is none. */
function errorIn({ type, error }: { readonly [key: string]: unknown }) {
  if (type !== 'error') return undefined;
  const { type: kind, message } = Object(error);
  return { type: String(kind), message: String(message) };
}

export default unusual({
  id: 'peeking',
  title: 'Answers with an error status where a stream begins with its failure',
  warns: [],
  layers: (keys) => [managed(keys), peek],
});
