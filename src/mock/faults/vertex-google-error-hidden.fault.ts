import { googleErrors } from '../layers/google-errors.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-google-error-hidden',
  title: 'Hides what the platform says behind a general text',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/errors/google-wording'],
  layers: () => [
    googleErrors(({ error }) => ({ error: { ...error, message: 'The provider refused the request.' } })),
  ],
});
