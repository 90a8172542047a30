import { headerList } from '../../wire/headers.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-beta-merged-with-header',
  title: 'Adds the values of the anthropic-beta header to anthropic_beta',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/headers/beside-the-body'],
  layers: () => [
    requestJson((body, { headers }) => {
      const added = headerList(headers, 'anthropic-beta');
      const own = Array.isArray(body['anthropic_beta']) ? body['anthropic_beta'] : [];
      if (added.length > 0) body['anthropic_beta'] = [...own, ...added];
    }),
  ],
});
