import { CAPABILITIES } from '../../wire/capabilities.ts';
import { bridge } from '../bridge/bridge.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-interleaved-dropped',
  title: 'Has no place for interleaved thinking in its list of what Bedrock has',
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm/issues/15299'],
  formats: ['anthropic'],
  trips: ['bridge/kept/interleaved-thinking', 'bridge/request-shape/betas-in-place'],
  seenOutside: ['outside/bridge/interleaved-thinking'],
  declares: bridging('bedrock'),
  layers: () => [
    bridge({
      to: 'bedrock',
      capabilities: CAPABILITIES.filter(({ name }) => name !== 'interleaved thinking'),
    }),
  ],
});
