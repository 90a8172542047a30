import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'mantle-signature-demanded',
  title: 'Wants a signature, or the key that only its own clients send',
  seenIn: [],
  urls: [],
  formats: ['mantle'],
  trips: ['common/auth/key-as-bearer', 'mantle/credential/unsigned-served'],
  layers: () => [],
  credentials: (keys) => managed(keys, ['x-api-key']),
  declares: { credentialHeader: 'x-api-key' },
});
