import { CAPABILITIES } from '../../wire/capabilities.ts';
import { bridge } from '../bridge/bridge.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-context-management-half',
  title: 'Drops the context management flag on the way to Bedrock and keeps the field',
  seenIn: ['LiteLLM', 'claude-code-router'],
  urls: [
    'https://github.com/anthropics/claude-code/issues/21612',
    'https://github.com/BerriAI/litellm/issues/26240',
  ],
  formats: ['anthropic'],
  trips: [
    'bridge/alias/current-features',
    'bridge/pairs/each-capability',
    'bridge/pairs/sessions',
    'bridge/pairs/sessions-served',
  ],
  seenOutside: ['outside/bridge/session'],
  declares: bridging('bedrock'),
  layers: () => [
    bridge({ to: 'bedrock', capabilities: CAPABILITIES.filter(({ name }) => name !== 'context management') }),
  ],
});
