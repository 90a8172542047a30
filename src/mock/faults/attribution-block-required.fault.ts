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
  trips: [
    'common/accounts/one-per-session',
    'common/bytes/stable-prefix',
    'common/cache-markers/every-place',
    'common/cache-placement/never-five',
    'common/cache-placement/nothing-added',
    'common/cache-placement/ttl-and-order',
    'common/fields/nothing-added',
    'common/isolation/nothing-is-left-over',
    'common/shape/lists-stay-lists',
    'common/shape/same-entries',
    'common/shape/system-messages',
    'common/system-block/not-required',
    'common/unknown-parts/unknown-nested',
    'messages/answered-features/preserved-thinking',
    'messages/cache/one-hour',
    'messages/cache/without-betas',
    'messages/count-tokens/forwards-all',
  ],
  layers: () => [
    refuseJson((body) => {
      const [first] = objectsAt(body, 'system');
      if (first === undefined || String(first['text']).startsWith('x-anthropic-billing-header'))
        return undefined;
      return errorAnswer(403, 'permission_error', 'Only Claude Code may use this gateway.');
    }),
  ],
});
