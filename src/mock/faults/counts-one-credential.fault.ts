import { managed } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'counts-one-credential',
  title: 'Wants another credential header for token counts than for messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    isPath(request, '/count_tokens')
      ? managed(keys, ['authorization'])(request, next)
      : managed(keys)(request, next),
});
