import { header } from '../../wire/headers.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-version-from-header',
  title: 'Copies the anthropic-version header over the version in the body',
  seenIn: ['Portkey'],
  urls: [
    'https://github.com/Portkey-AI/gateway/pull/1501',
    'https://github.com/Portkey-AI/gateway/pull/1491',
  ],
  formats: ['bedrock'],
  trips: ['bedrock/headers/beside-the-body'],
  seenOutside: ['outside/bedrock/version-of-the-body'],
  layers: () => [
    requestJson((body, { headers }) => {
      const version = header(headers, 'anthropic-version');
      if (version !== undefined && 'anthropic_version' in body) body['anthropic_version'] = version;
    }),
  ],
});
