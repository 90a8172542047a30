import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-version-header-dropped',
  title: 'Forwards a fixed list of headers without anthropic-version',
  seenIn: ['LiteLLM'],
  urls: [],
  formats: ['vertex'],
  trips: ['messages/version/forwarded'],
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'anthropic-version'))],
});
