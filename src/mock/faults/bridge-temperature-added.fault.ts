import { bridge } from '../bridge/bridge.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-temperature-added',
  title: 'Adds a temperature of its own',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/sampling/none-added'],
  declares: bridging('vertex'),
  layers: () => [
    bridge({ to: 'vertex' }),
    requestJson((body) => {
      if (body['max_tokens'] !== undefined) body['temperature'] ??= 1;
    }),
  ],
});
