import { headerList, withoutHeaders } from '../../wire/headers.ts';
import { requestHeaders, requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-betas-moved-to-body',
  title: 'Moves the beta values into the body, as Bedrock has them',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['messages/betas/every-value'],
  layers: () => [
    requestJson((body, { headers }) => {
      const betas = headerList(headers, 'anthropic-beta');
      if (betas.length > 0) body['anthropic_beta'] = betas;
    }),
    requestHeaders((headers) => withoutHeaders(headers, 'anthropic-beta')),
  ],
});
