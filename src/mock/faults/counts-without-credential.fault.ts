import { managed, open } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'counts-without-credential',
  title: 'Counts tokens for anybody',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/missing-credential'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    (isPath(request, '/count_tokens') ? open(keys) : managed(keys))(request, next),
});
