import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'aws-workspace-dropped',
  title: 'Forwards anthropic-beta and anthropic-version alone of their family',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/workspace/on-every-request'],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'anthropic-workspace-id'))],
});
