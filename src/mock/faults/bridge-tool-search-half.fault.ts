import { CAPABILITIES } from '../../wire/capabilities.ts';
import { bridge } from '../bridge/bridge.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-tool-search-half',
  title: 'Keeps deferred tools and drops the value that opens them on Bedrock',
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/anthropics/claude-code/issues/82549',
    'https://github.com/anthropics/claude-code/issues/30926',
  ],
  formats: ['anthropic'],
  trips: [
    'bridge/kept/tool-search',
    'bridge/pairs/each-capability',
    'bridge/pairs/sessions',
    'bridge/pairs/sessions-served',
  ],
  seenOutside: ['outside/bridge/session'],
  declares: bridging('bedrock'),
  layers: () => [
    bridge({ to: 'bedrock', capabilities: CAPABILITIES.filter(({ name }) => name !== 'tool search') }),
  ],
});
