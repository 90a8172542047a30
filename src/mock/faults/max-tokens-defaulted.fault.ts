import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'max-tokens-defaulted',
  title: 'Caps max_tokens at a default of its own',
  seenIn: ['Bifrost', 'LQ gateway'],
  urls: ['https://github.com/maximhq/bifrost/pull/335', 'https://github.com/LegalQuants/lq-ai/pull/317'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/limits/max-tokens'],
  seenOutside: ['outside/settings/max-tokens'],
  layers: () => [
    requestJson((body) => {
      if (Number(body['max_tokens']) > 4096) body['max_tokens'] = 4096;
    }),
  ],
});
