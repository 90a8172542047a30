import { encodeChunk } from '../encode/event-stream.ts';
import { managed } from '../layers/credentials.ts';
import { events, written } from '../layers/events.ts';
import { frames } from '../layers/frames.ts';
import { unusual } from './unusual.ts';

/** Parses events and prints them again, without the blanks and with its own way of escaping. */
const reprint = events(
  () =>
    ({ name, json, frame }) =>
      name === undefined || frame.data === '' || Object.keys(json).length === 0
        ? [frame.bytes]
        : [written({ ...json, type: name })],
);

/** The same for binary frames, with a padding of its own. */
const reframe = frames(
  () => (one) => (one.carried.is === 'event' ? [encodeChunk(one.carried.event, { padding: false })] : [one]),
);

export default unusual({
  id: 'reprinting',
  title: 'Parses the events of streams and prints them again',
  warns: ['bedrock/frames/bytes'],
  layers: (keys) => [managed(keys), reframe, reprint],
});
