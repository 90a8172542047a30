import { bridge } from '../bridge/bridge.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-alias-unadapted',
  title: 'Sends what current models take to the older model behind an alias',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/alias/current-features'],
  declares: bridging('bedrock'),
  layers: () => [
    bridge({ to: 'bedrock' }),
    requestJson((body, { target }) => {
      if (target.includes('haiku-4-5') && body['thinking']) body['thinking'] = { type: 'adaptive' };
    }),
  ],
});
