import { managed } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-one-credential',
  title: 'Lists models only for Authorization',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/discovery/same-credential', 'messages/endpoints/models'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    isPath(request, '/v1/models')
      ? managed(keys, ['authorization'])(request, next)
      : managed(keys)(request, next),
});
