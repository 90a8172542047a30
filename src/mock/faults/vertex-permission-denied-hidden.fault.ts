import { forwarded } from '../layers/credentials.ts';
import { googleErrors } from '../layers/google-errors.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-permission-denied-hidden',
  title: "Hides which permission the developer's own account lacks",
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/errors/google-wording'],
  layers: () => [
    googleErrors(({ error }) =>
      error['code'] === 403 ? { error: { ...error, message: 'Access denied.' } } : { error },
    ),
  ],
  credentials: () => forwarded(),
});
