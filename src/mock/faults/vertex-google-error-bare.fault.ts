import { googleErrors } from '../layers/google-errors.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-google-error-bare',
  title: 'Unwraps a refusal by the platform',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/errors/google-wording'],
  layers: () => [googleErrors(({ error }) => ({ ...error }))],
});
