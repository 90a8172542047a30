import { withHeader } from '../../wire/headers.ts';
import { whenStreamed } from '../layers/streamed.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-workspace-default-on-streams',
  title: 'Puts a default workspace on streams',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/workspace/on-every-request'],
  layers: () => [
    whenStreamed((request, next) =>
      next({ ...request, headers: withHeader(request.headers, 'anthropic-workspace-id', 'wrkspc_default') }),
    ),
  ],
});
