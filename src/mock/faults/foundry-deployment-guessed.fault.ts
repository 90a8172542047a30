import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'foundry-deployment-guessed',
  title: 'Asks for a deployment that it derives from the model name',
  seenIn: [],
  urls: [],
  formats: ['foundry'],
  trips: ['messages/models/opaque-name'],
  layers: () => [
    requestJson((body) => {
      if (typeof body['model'] === 'string') body['model'] = `${body['model']}-deployment`;
    }),
  ],
});
