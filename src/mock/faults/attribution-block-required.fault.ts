import { objectsAt } from '../layers/draft.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'attribution-block-required',
  title: 'Refuses requests without the attribution block',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [],
  layers: () => [
    refuseJson((body) => {
      const [first] = objectsAt(body, 'system');
      if (first === undefined || String(first['text']).startsWith('x-anthropic-billing-header'))
        return undefined;
      return errorAnswer(403, 'permission_error', 'Only Claude Code may use this gateway.');
    }),
  ],
});
