import { type Draft, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'image-content-swapped',
  title: 'Sends the first image in place of every other',
  seenIn: ['luthien-proxy'],
  urls: [
    'https://github.com/LuthienResearch/luthien-proxy/issues/108',
    'https://github.com/anthropics/claude-code/issues/18588',
  ],
  formats: ['anthropic'],
  trips: ['common/attachments/images'],
  seenOutside: ['outside/content/pictures'],
  layers: () => [
    requestJson((body) => {
      let first: Draft | undefined;
      for (const block of objectsWithin(body['messages'] ?? null)) {
        if (block['type'] !== 'image') continue;
        first ??= block['source'];
        block['source'] = first ?? null;
      }
    }),
  ],
});
