import { parseJson } from '../../wire/json.ts';
import { deltaType } from '../layers/blocks.ts';
import { type Draft, objectAt } from '../layers/draft.ts';
import { edited, events, type StreamEvent } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tool-args-only-in-start',
  title: 'Puts the whole input into content_block_start and sends no deltas',
  seenIn: ['ccrelay'],
  urls: ['https://github.com/inflaborg/ccrelay/pull/119'],
  formats: ['anthropic'],
  trips: [
    'messages/stream-content/same-events',
    'messages/tool-input/adds-up',
    'messages/tool-input/broken-json-is-not-repaired',
    'messages/tool-input/empty-first-fragment',
    'messages/tool-input/parallel-calls-stay-apart',
  ],
  seenOutside: ['outside/streams/tool-input'],
  layers: () => [
    events(() => {
      let start: StreamEvent | undefined;
      let input = '';
      return (event) => {
        if (objectAt(event.json, 'content_block')['type'] === 'tool_use') {
          start = event;
          input = '';
          return [];
        }
        if (!start) return [event];
        if (deltaType(event) === 'input_json_delta') {
          input += objectAt(event.json, 'delta')['partial_json'];
          return [];
        }
        if (event.name !== 'content_block_stop') return [event];
        const whole = edited(start, (json) => {
          objectAt(json, 'content_block')['input'] = parseJson(input || '{}').value as Draft;
        });
        start = undefined;
        return [whole, event];
      };
    }),
  ],
});
