import { AnyStream } from '../../wire/any-stream.ts';
import { managed } from '../layers/credentials.ts';
import { plainStreamBody } from '../layers/response.ts';
import { unusual } from './unusual.ts';

/** Holds each event until it has seen the one behind it. */
async function* oneBehind(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new AnyStream();
  let held: Uint8Array | undefined;
  try {
    for await (const chunk of body) {
      for (const frame of decoder.push(chunk)) {
        if (held) yield held;
        held = frame.bytes;
      }
    }
  } finally {
    // Also before a cut: what has arrived is passed on.
    if (held) yield held;
  }
  for (const frame of decoder.end()) yield frame.bytes;
}

export default unusual({
  id: 'look-ahead',
  title: 'Holds each event of a stream until it has seen the next one',
  warns: ['messages/stream-pace/no-lag'],
  layers: (keys) => [managed(keys), plainStreamBody(oneBehind)],
});
