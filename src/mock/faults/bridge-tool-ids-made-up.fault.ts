import { bridge } from '../bridge/bridge.ts';
import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-tool-ids-made-up',
  title: 'Gives tool calls ids of its own and does not map them back',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/ids/as-given', 'bridge/ids/second-turn'],
  declares: bridging('vertex'),
  layers: () => [
    editEvents((json) => {
      const block = objectAt(json, 'content_block');
      if (block['type'] === 'tool_use') block['id'] = `call_${json['index']}`;
    }),
    bridge({ to: 'vertex' }),
  ],
});
