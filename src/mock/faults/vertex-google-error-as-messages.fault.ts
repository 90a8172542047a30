import { googleErrors } from '../layers/google-errors.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-google-error-as-messages',
  title: 'Gives a refusal by the platform the error shape of the model',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/errors/google-form'],
  layers: () => [
    googleErrors(({ error }) => ({
      type: 'error',
      error: { type: 'invalid_request_error', message: error['message'] ?? '' },
    })),
  ],
});
