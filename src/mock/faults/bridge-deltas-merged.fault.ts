import { bridge } from '../bridge/bridge.ts';
import { type DraftObject, objectAt } from '../layers/draft.ts';
import { events, written } from '../layers/events.ts';
import { bridging, fault } from './fault.ts';

function textOf(event: DraftObject): string | undefined {
  const { text } = objectAt(event, 'delta');
  return typeof text === 'string' ? text : undefined;
}

export default fault({
  id: 'bridge-deltas-merged',
  title: 'Collects the deltas of a block and sends them as one',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/stream/same-order'],
  declares: bridging('bedrock'),
  layers: () => [
    events(() => {
      let held: DraftObject | undefined;
      return (event) => {
        const { json } = event;
        const fragment = textOf(json);
        if (fragment !== undefined && held) {
          objectAt(held, 'delta')['text'] = `${textOf(held)}${fragment}`;
          return [];
        }
        if (fragment !== undefined) {
          held = json;
          return [];
        }
        const before = held ? [written({ ...held, type: 'content_block_delta' })] : [];
        held = undefined;
        return [...before, event];
      };
    }),
    bridge({ to: 'bedrock' }),
  ],
});
