import { bridge } from '../bridge/bridge.ts';
import { editEvents } from '../layers/events.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-exceptions-in-general-words',
  title: 'Calls every failure of the provider an api_error',
  seenIn: ['Claude apps gateway'],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/failures/named'],
  declares: bridging('bedrock'),
  layers: () => [
    editEvents((json) => {
      if (json['type'] === 'error') json['error'] = { type: 'api_error', message: 'upstream error' };
    }),
    bridge({ to: 'bedrock' }),
  ],
});
