import { isObject } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'metadata-replaced',
  title: 'Replaces metadata.user_id by a name of its own',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/fields/user-id', 'messages/replay/session'],
  layers: () => [
    requestJson((body) => {
      if (isObject(body['metadata'])) body['metadata']['user_id'] = 'gateway-user';
    }),
  ],
});
