import { objectAt } from '../layers/draft.ts';
import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'partial-json-corrupted',
  title: 'Repeats the first fragment of tool arguments',
  seenIn: [],
  urls: ['https://github.com/archestra-ai/archestra/pull/5409'],
  formats: ['anthropic'],
  trips: [
    'messages/tool-input/adds-up',
    'messages/tool-input/broken-json-is-not-repaired',
    'messages/tool-input/parallel-calls-stay-apart',
  ],
  seenOutside: ['outside/streams/tool-input'],
  layers: () => [
    events(() => {
      let repeated = false;
      return (event) => {
        if (repeated || !objectAt(event.json, 'delta')['partial_json']) return [event];
        repeated = true;
        return [event, event];
      };
    }),
  ],
});
