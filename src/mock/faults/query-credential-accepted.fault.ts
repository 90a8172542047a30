import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'query-credential-accepted',
  title: 'Takes the credential from the query',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/missing-credential', 'common/auth-refusal/query-goes-no-further'],
  layers: () => [],
  credentials: (keys) => (request, next) => {
    const key = /[?&]key=([^&]*)/.exec(request.target)?.[1];
    return key === undefined
      ? managed(keys)(request, next)
      : managed(keys)({ ...request, headers: [...request.headers, ['x-api-key', key]] }, next);
  },
});
