import { collect, once } from '../layers/bytes.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'retry-duplicates-billed-request',
  title: 'Sends a request again when the upstream broke off after taking it',
  seenIn: ['PostHog gateway'],
  urls: [
    'https://github.com/pleaseai/shunt/pull/122',
    'https://github.com/Augustas11/macprovider/issues/762',
    'https://github.com/PostHog/posthog/pull/72670',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/retries/not-after-a-reset'],
  seenOutside: ['outside/failures/reset-not-repeated'],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const attempt = () => next({ ...request, body: once(body) });
      return attempt().catch(attempt).catch(attempt).catch(attempt);
    },
  ],
});
