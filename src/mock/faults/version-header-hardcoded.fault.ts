import { withHeader } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'version-header-hardcoded',
  title: 'Sends a fixed anthropic-version whatever the client sent',
  seenIn: ['AISIX', 'private-ai-gateway', 'Portkey'],
  urls: [
    'https://github.com/api7/aisix/pull/1108',
    'https://github.com/Dstack-TEE/private-ai-gateway/pull/59',
    'https://github.com/Portkey-AI/gateway/pull/1501',
  ],
  formats: ['anthropic', 'vertex'],
  trips: ['messages/version/not-pinned'],
  seenOutside: ['canary/versions/as-sent', 'canary/versions/not-pinned'],
  layers: () => [requestHeaders((headers) => withHeader(headers, 'anthropic-version', '2023-06-01'))],
});
