import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'speed-dropped',
  title: 'Deletes speed from the body',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/optional-features/fast-mode'],
  layers: () => [
    requestJson((body) => {
      delete body['speed'];
    }),
  ],
});
