import { predictionOf } from '../../wire/vertex/resource.ts';
import { googleErrors } from '../layers/google-errors.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-streamed-error-listed',
  title: 'Puts the refusal of a stream into a list',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/errors/google-wording'],
  layers: () => [
    googleErrors((body, { target }) => (predictionOf(target)?.method === 'streamRawPredict' ? [body] : body)),
  ],
});
