import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-body-version-constant',
  title: 'Sends a constant anthropic_version, whatever the client sent',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/body/version'],
  layers: () => [
    requestJson((body) => {
      if ('anthropic_version' in body) body['anthropic_version'] = 'vertex-2023-10-16';
    }),
  ],
});
