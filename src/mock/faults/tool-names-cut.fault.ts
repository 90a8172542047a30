import { objectsAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tool-names-cut',
  title: 'Cuts names of tools to 60 characters',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/tool-history/tool-results'],
  layers: () => [
    requestJson((body) => {
      const named = [...objectsAt(body, 'tools'), ...objectsWithin(body['messages'] ?? null)];
      for (const object of named) {
        const { name } = object;
        if (typeof name === 'string') object['name'] = name.slice(0, 60);
      }
    }),
  ],
});
