import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bearer-not-accepted',
  title: 'Looks for the credential in x-api-key alone',
  seenIn: ['kiro-gateway'],
  urls: ['https://github.com/diegosouzapw/OmniRoute/issues/8202'],
  formats: ['anthropic'],
  trips: ['common/auth/key-as-bearer'],
  seenOutside: ['canary/credentials/key-as-bearer'],
  layers: () => [],
  credentials: (keys) => managed(keys, ['x-api-key']),
});
