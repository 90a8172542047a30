import type { Capability } from '../../wire/capabilities.ts';
import { bridge } from '../bridge/bridge.ts';
import { bridging, fault } from './fault.ts';

/** One capability that every value opens, and that every platform is thought to have. */
const EVERYTHING: readonly Capability[] = [
  { name: 'everything', betas: [''], on: { bedrock: 'same', vertex: 'same' }, why: 'nobody asked' },
];

export default fault({
  id: 'beta-unfiltered-to-foreign-backend',
  title: 'Hands every beta value and field to another platform as it came',
  seenIn: ['LiteLLM', 'new-api', 'Envoy AI Gateway', 'Claude apps gateway'],
  urls: [
    'https://github.com/anthropics/claude-code/issues/30926',
    'https://github.com/anthropics/claude-code/issues/49370',
    'https://github.com/anthropics/claude-code/issues/56595',
    'https://github.com/anthropics/claude-code/issues/82549',
    'https://github.com/QuantumNous/new-api/issues/3041',
    'https://github.com/envoyproxy/ai-gateway/pull/2420',
  ],
  formats: ['anthropic'],
  trips: ['bridge/refused-values/messages'],
  seenOutside: ['outside/bridge/beta-values'],
  declares: bridging('bedrock'),
  bridgesTo: ['bedrock', 'vertex'],
  layers: (_scale, to = 'bedrock') => [bridge({ to, capabilities: EVERYTHING })],
});
