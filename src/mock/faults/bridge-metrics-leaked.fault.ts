import { bridge } from '../bridge/bridge.ts';
import { editEvents } from '../layers/events.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-metrics-leaked',
  title: 'Leaves the metrics of Bedrock in the last event',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/usage/no-metrics'],
  declares: bridging('bedrock'),
  layers: () => [
    editEvents((json) => {
      if (json['type'] === 'message_stop') json['amazon-bedrock-invocationMetrics'] = { inputTokenCount: 1 };
    }),
    bridge({ to: 'bedrock' }),
  ],
});
