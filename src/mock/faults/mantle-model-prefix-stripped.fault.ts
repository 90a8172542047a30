import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'mantle-model-prefix-stripped',
  title: 'Strips the prefix from model names, which this service wants',
  seenIn: [],
  urls: [],
  formats: ['mantle'],
  trips: ['messages/models/opaque-name'],
  layers: () => [
    requestJson((body) => {
      const { model } = body;
      if (typeof model === 'string') body['model'] = model.replace(/^anthropic\./, '');
    }),
  ],
});
