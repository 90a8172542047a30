import { withoutHeaders } from '../../wire/headers.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-workspace-dropped-on-counts',
  title: 'Forgets the workspace where it counts tokens',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/workspace/on-every-request'],
  layers: () => [
    (request, next) =>
      isPath(request, '/count_tokens')
        ? next({ ...request, headers: withoutHeaders(request.headers, 'anthropic-workspace-id') })
        : next(request),
  ],
});
