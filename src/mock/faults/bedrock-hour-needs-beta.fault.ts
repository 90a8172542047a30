import { objectAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-hour-needs-beta',
  title: 'Lets a one-hour TTL pass only with the beta value of the Messages API',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['cloud/own-rules/hour-without-beta', 'common/cache-placement/ttl-and-order'],
  layers: () => [
    requestJson((body) => {
      if (String(body['anthropic_beta']).includes('extended-cache-ttl')) return;
      for (const one of objectsWithin(body)) delete objectAt(one, 'cache_control')['ttl'];
    }),
  ],
});
