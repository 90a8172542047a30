import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-google-token-demanded',
  title: 'Takes a bearer for a Google token, and knows its own keys in x-api-key alone',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/credential/gateway-token-served'],
  layers: () => [],
  credentials: (keys) => managed(keys, ['x-api-key']),
  declares: { credentialHeader: 'x-api-key' },
});
