import { CAPABILITIES } from '../../wire/capabilities.ts';
import { bridge } from '../bridge/bridge.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-tool-examples-half',
  title: 'Keeps examples of tools and drops the value that opens them on Bedrock',
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/anthropics/claude-code/issues/11678'],
  formats: ['anthropic'],
  trips: ['bridge/pairs/each-capability'],
  seenOutside: ['outside/bridge/tool-examples'],
  declares: bridging('bedrock'),
  layers: () => [
    bridge({ to: 'bedrock', capabilities: CAPABILITIES.filter(({ name }) => name !== 'tool examples') }),
  ],
});
