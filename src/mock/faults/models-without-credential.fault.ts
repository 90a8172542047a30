import { managed, open } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-without-credential',
  title: 'Lists models for anybody',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/model-list/not-for-anybody'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    (isPath(request, '/v1/models') ? open(keys) : managed(keys))(request, next),
});
