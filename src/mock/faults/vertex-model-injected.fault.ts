import { predictionOf } from '../../wire/vertex/resource.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-model-injected',
  title: 'Puts the model of the path into the body, too',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/body/no-model'],
  layers: () => [
    requestJson((body, { target }) => {
      body['model'] ??= predictionOf(target)?.model ?? null;
    }),
  ],
});
