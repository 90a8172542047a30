import { betas } from '../layers/betas.ts';
import { forwarded } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'oauth-beta-dropped',
  title: 'Passes logins on and takes the OAuth value that belongs to them out of anthropic-beta',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth/login-keeps-its-value'],
  layers: () => [betas((values) => values.filter((value) => !value.startsWith('oauth-')))],
  credentials: forwarded,
});
