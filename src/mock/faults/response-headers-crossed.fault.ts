import type { RawHeaders } from '../../wire/headers.ts';
import { isStream } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'response-headers-crossed',
  title: 'Answers with the headers that came last, whosever they are',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/isolation/answers-stay-apart'],
  layers: () => {
    let latest: RawHeaders = [];
    return [
      async (request, next) => {
        const response = await next(request);
        if (isStream(response)) return response;
        latest = response.headers;
        // The head leaves with the first bytes, and others may have come by then.
        const chunks = response.body[Symbol.asyncIterator]();
        const first = await chunks.next();
        const body = async function* () {
          if (first.done) return;
          yield first.value;
          yield* { [Symbol.asyncIterator]: () => chunks };
        };
        return { ...response, headers: latest, body: body() };
      },
    ];
  },
  concurrency: 1,
});
