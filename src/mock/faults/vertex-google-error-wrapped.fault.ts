import { googleErrors } from '../layers/google-errors.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-google-error-wrapped',
  title: 'Puts a refusal by the platform as text into the error shape of the model',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/errors/google-wording'],
  layers: () => [
    googleErrors(({ error }) => ({
      type: 'error',
      error: { type: 'api_error', message: `Upstream: ${JSON.stringify(error)}` },
    })),
  ],
});
