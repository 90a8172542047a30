import { bridge } from '../bridge/bridge.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bedrock-beta-header-not-mapped',
  title: 'Drops the beta header on the way to Bedrock and puts nothing into the body',
  seenIn: ['Portkey', 'LiteLLM'],
  urls: [
    'https://github.com/Portkey-AI/gateway/pull/1491',
    'https://github.com/Portkey-AI/gateway/pull/1501',
    'https://github.com/BerriAI/litellm/issues/15299',
  ],
  formats: ['anthropic'],
  trips: [
    'bridge/kept/interleaved-thinking',
    'bridge/kept/long-context',
    'bridge/kept/tool-search',
    'bridge/pairs/each-capability',
    'bridge/pairs/sessions',
    'bridge/pairs/sessions-served',
    'bridge/request-shape/betas-in-place',
  ],
  seenOutside: [
    'outside/bridge/interleaved-thinking',
    'outside/bridge/session',
    'outside/bridge/tool-examples',
  ],
  declares: bridging('bedrock'),
  layers: () => [bridge({ to: 'bedrock' }), requestJson((body) => delete body['anthropic_beta'])],
});
