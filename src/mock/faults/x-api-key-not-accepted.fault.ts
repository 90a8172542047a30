import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'x-api-key-not-accepted',
  title: 'Looks for the credential in Authorization alone',
  seenIn: ['sxueck llm-gateway', 'endpoint_forwarder'],
  urls: [
    'https://github.com/sxueck/llm-gateway/issues/5',
    'https://github.com/xinhai-ai/endpoint_forwarder/issues/4',
  ],
  formats: ['anthropic'],
  trips: [],
  layers: () => [],
  credentials: (keys) => managed(keys, ['authorization']),
  needs: { credentialHeader: 'authorization' },
});
