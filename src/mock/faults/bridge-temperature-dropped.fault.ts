import { bridge } from '../bridge/bridge.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-temperature-dropped',
  title: 'Drops the sampling parameters',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/sampling/kept'],
  declares: bridging('vertex'),
  layers: () => [
    requestJson((body) => {
      for (const name of ['temperature', 'top_p', 'top_k']) delete body[name];
    }),
    bridge({ to: 'vertex' }),
  ],
});
