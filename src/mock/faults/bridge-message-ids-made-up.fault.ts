import { bridge } from '../bridge/bridge.ts';
import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-message-ids-made-up',
  title: 'Gives messages ids of its own',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/ids/as-given'],
  declares: bridging('bedrock'),
  layers: () => [
    editEvents((json) => {
      if (json['type'] === 'message_start') objectAt(json, 'message')['id'] = 'msg_gateway_1';
    }),
    bridge({ to: 'bedrock' }),
  ],
});
