import { bridge } from '../bridge/bridge.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-without-pings',
  title: 'Is as silent as Bedrock while the model thinks',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/keep-alive/own-pings'],
  declares: bridging('bedrock'),
  layers: () => [bridge({ to: 'bedrock', pingEvery: 3_600_000 })],
  slow: ['messages/keep-alive/own-pings'],
});
