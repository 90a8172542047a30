import { withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'version-header-stripped',
  title: 'Does not forward anthropic-version',
  seenIn: ['Bifrost'],
  urls: [
    'https://github.com/maximhq/bifrost/pull/5347',
    'https://github.com/PipedreamHQ/pipedream/issues/9705',
  ],
  formats: ['anthropic', 'vertex'],
  trips: ['messages/version/forwarded'],
  seenOutside: { ends: 'anthropic-version: header is required' },
  layers: () => [requestHeaders((headers) => withoutHeaders(headers, 'anthropic-version'))],
});
