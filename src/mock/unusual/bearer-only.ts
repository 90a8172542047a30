import { managed } from '../layers/credentials.ts';
import { unusual } from './unusual.ts';

export default unusual({
  id: 'bearer-only',
  title: 'Looks for the credential in Authorization alone',
  warns: [],
  layers: (keys) => [managed(keys, ['authorization'])],
  declares: { credentialHeader: 'authorization' },
});
