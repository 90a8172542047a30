import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'foundry-apim-id-dropped',
  title: 'Takes the headers of the API management away',
  seenIn: [],
  urls: [],
  formats: ['foundry'],
  trips: ['foundry/response-headers/apim-request-id'],
  layers: () => [responseHeaders((headers) => headers.filter(([name]) => !/^apim-/i.test(name)))],
});
