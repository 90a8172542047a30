import { bridge } from '../bridge/bridge.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bedrock-body-version-missing',
  title: 'Sends the version as a header, where Bedrock wants it in the body',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'bridge/alias/current-features',
    'bridge/pairs/sessions-served',
    'bridge/request-shape/version-in-body',
  ],
  declares: bridging('bedrock'),
  layers: () => [bridge({ to: 'bedrock' }), requestJson((body) => delete body['anthropic_version'])],
});
