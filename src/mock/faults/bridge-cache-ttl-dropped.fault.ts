import { bridge } from '../bridge/bridge.ts';
import { objectAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-cache-ttl-dropped',
  title: 'Drops the TTL of cache markers on the way to Bedrock',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/kept/cache-markers'],
  declares: bridging('bedrock'),
  layers: () => [
    requestJson((body) => {
      for (const part of objectsWithin(body)) delete objectAt(part, 'cache_control')['ttl'];
    }),
    bridge({ to: 'bedrock' }),
  ],
});
