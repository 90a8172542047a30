import { managed } from '../layers/credentials.ts';
import { events } from '../layers/events.ts';
import { unusual } from './unusual.ts';

/** Parses the data of events and prints it again, without the blanks and with its own way of escaping. */
const reprint = events(
  () =>
    ({ name, json, frame }) =>
      name === undefined || Object.keys(json).length === 0
        ? [frame.bytes]
        : [`event: ${name}\ndata: ${JSON.stringify(json)}\n\n`],
);

export default unusual({
  id: 'reprinting',
  title: 'Parses the events of streams and prints them again',
  warns: [],
  layers: (keys) => [managed(keys), reprint],
});
