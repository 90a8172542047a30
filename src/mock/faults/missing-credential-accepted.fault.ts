import { managed, open } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'missing-credential-accepted',
  title: 'Refuses wrong credentials, and serves messages without any',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/before-the-body', 'common/auth-refusal/missing-credential'],
  layers: () => [],
  credentials: (keys) => (request, next) => {
    const presented = request.headers.some(([name]) => /^(x-api-key|authorization)$/i.test(name));
    const isAnonymous = !presented && isPath(request, '/v1/messages');
    return (isAnonymous ? open(keys) : managed(keys))(request, next);
  },
});
