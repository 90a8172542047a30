import { bridge } from '../bridge/bridge.ts';
import { type DraftObject, objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { responseJson } from '../layers/response.ts';
import { bridging, fault } from './fault.ts';

function reduce(usage: DraftObject): void {
  for (const name of Object.keys(usage)) if (name.startsWith('cache_')) delete usage[name];
}

export default fault({
  id: 'bridge-cache-counts-dropped',
  title: 'Knows input and output tokens alone, and loses the counts of the cache',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/usage/counts'],
  declares: bridging('vertex'),
  layers: () => [
    editEvents((json) => {
      for (const holder of [json, objectAt(json, 'message')]) reduce(objectAt(holder, 'usage'));
    }),
    responseJson('message', (message) => reduce(objectAt(message, 'usage'))),
    bridge({ to: 'vertex' }),
  ],
});
