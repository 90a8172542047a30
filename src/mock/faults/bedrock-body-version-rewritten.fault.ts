import { bridge } from '../bridge/bridge.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bedrock-body-version-rewritten',
  title: 'Copies the newest version of Messages into the body for Bedrock',
  seenIn: ['Portkey'],
  urls: [
    'https://github.com/Portkey-AI/gateway/pull/1501',
    'https://github.com/Portkey-AI/gateway/pull/1491',
  ],
  formats: ['anthropic'],
  trips: ['bridge/sampling/kept'],
  seenOutside: ['outside/bridge/sampling'],
  declares: bridging('bedrock'),
  layers: () => [
    bridge({ to: 'bedrock' }),
    requestJson((body) => (body['anthropic_version'] = '2026-10-21')),
  ],
});
