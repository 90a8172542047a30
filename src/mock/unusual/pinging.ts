import { encodeChunk } from '../encode/event-stream.ts';
import { managed } from '../layers/credentials.ts';
import { events, written } from '../layers/events.ts';
import { frames } from '../layers/frames.ts';
import { unusual } from './unusual.ts';

const PING = { type: 'ping' };
const START = 'message_start';

export default unusual({
  id: 'pinging',
  title: 'Sends a ping of its own behind the start of each message',
  warns: ['bedrock/frames/bytes'],
  layers: (keys) => [
    managed(keys),
    events(() => (one) => (one.json['type'] === START ? [one, written(PING)] : [one])),
    frames(
      () => (one) =>
        one.carried.is === 'event' && one.carried.event['type'] === START ? [one, encodeChunk(PING)] : [one],
    ),
  ],
});
