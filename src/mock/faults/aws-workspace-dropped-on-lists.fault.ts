import { withoutHeaders } from '../../wire/headers.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-workspace-dropped-on-lists',
  title: 'Lists models without saying for which workspace',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/workspace/on-every-request'],
  layers: () => [
    (request, next) =>
      request.method === 'GET'
        ? next({ ...request, headers: withoutHeaders(request.headers, 'anthropic-workspace-id') })
        : next(request),
  ],
});
