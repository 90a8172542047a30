import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-count-model-removed',
  title: 'Removes the model from the body of counts, too',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['messages/count-tokens/forwards-all', 'messages/replay/count-tokens'],
  layers: () => [
    requestJson((body) => {
      delete body['model'];
    }),
  ],
});
