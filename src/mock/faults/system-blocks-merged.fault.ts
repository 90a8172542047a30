import { objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'system-blocks-merged',
  title: 'Merges the attribution block with the entry behind it',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/shape/same-entries',
    'common/system-block/own-entry',
    'messages/replay/background',
    'messages/replay/session',
  ],
  layers: () => [
    requestJson((body) => {
      const [first, second, ...rest] = objectsAt(body, 'system');
      if (!first || !second) return;
      body['system'] = [{ ...second, text: `${first['text']}\n${second['text']}` }, ...rest];
    }),
  ],
});
