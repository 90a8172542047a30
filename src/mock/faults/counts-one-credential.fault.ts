import { managed } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'counts-one-credential',
  title: 'Wants another credential header for token counts than for messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/auth/accepted-on-each-path',
    'messages/count-tokens/forwards-all',
    'messages/count-tokens/number-or-clear-no',
    'messages/count-tokens/returns-a-count',
    'messages/endpoints/count-tokens',
  ],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    isPath(request, '/count_tokens')
      ? managed(keys, ['authorization'])(request, next)
      : managed(keys)(request, next),
});
