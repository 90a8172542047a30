import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'default-fields-added',
  title: 'Adds fields of its own to the body',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/fields/nothing-added'],
  layers: () => [
    requestJson((body) => {
      body['temperature'] ??= 1;
    }),
  ],
});
