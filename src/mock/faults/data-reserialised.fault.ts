import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'data-reserialised',
  title: 'Parses the data of events and prints it again',
  seenIn: ['claude-code-router'],
  urls: [],
  formats: ['anthropic'],
  trips: [],
  layers: () => [
    events(
      () =>
        ({ name, json, frame }) =>
          name === undefined || Object.keys(json).length === 0
            ? [frame.bytes]
            : [`event: ${name}\ndata: ${JSON.stringify(json)}\n\n`],
    ),
  ],
});
