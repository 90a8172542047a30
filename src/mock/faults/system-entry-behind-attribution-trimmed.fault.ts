import { objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'system-entry-behind-attribution-trimmed',
  title: 'Cuts the entry behind the attribution block to its first line',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/system-block/first-entry', 'messages/replay/session'],
  layers: () => [
    requestJson((body) => {
      const [first, second] = objectsAt(body, 'system');
      if (!String(first?.['text']).startsWith('x-anthropic-') || !second) return;
      second['text'] = String(second['text']).slice(0, 8);
    }),
  ],
});
