import { CAPABILITIES } from '../../wire/capabilities.ts';
import { bridge } from '../bridge/bridge.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-long-context-dropped',
  title: 'Has no place for the long context in its list of what Bedrock has',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/kept/long-context'],
  declares: bridging('bedrock'),
  layers: () => [
    bridge({ to: 'bedrock', capabilities: CAPABILITIES.filter(({ name }) => name !== 'long context') }),
  ],
});
