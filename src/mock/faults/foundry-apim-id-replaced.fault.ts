import { header, withHeader } from '../../wire/headers.ts';
import { isStream, responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'foundry-apim-id-replaced',
  title: 'Gives streams an apim-request-id of its own',
  seenIn: [],
  urls: [],
  formats: ['foundry'],
  trips: ['foundry/response-headers/apim-request-id'],
  layers: () => [
    responseHeaders((headers, response) =>
      isStream(response) && header(headers, 'apim-request-id') !== undefined
        ? withHeader(headers, 'apim-request-id', 'gateway-1')
        : headers,
    ),
  ],
});
