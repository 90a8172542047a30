import { CAPABILITIES } from '../../wire/capabilities.ts';
import { bridge } from '../bridge/bridge.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'cache-control-scope-unsupported',
  title: 'Leaves the scope of cache markers in what it sends to Vertex',
  seenIn: ['Bifrost'],
  urls: [
    'https://github.com/maximhq/bifrost/pull/1558',
    'https://github.com/anthropics/claude-code/issues/21612',
    'https://github.com/UKGovernmentBEIS/inspect_ai/pull/3851',
  ],
  formats: ['anthropic'],
  trips: ['bridge/pairs/each-capability'],
  seenOutside: ['outside/bridge/cache-scope'],
  declares: bridging('vertex'),
  bridgesTo: ['vertex', 'bedrock'],
  layers: (_scale, to = 'vertex') => [
    bridge({ to, capabilities: CAPABILITIES.filter(({ name }) => name !== 'cache scope') }),
  ],
});
