import { bridge } from '../bridge/bridge.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-stream-left-in-body',
  title: 'Leaves `stream` in the body of an invocation',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'bridge/alias/current-features',
    'bridge/pairs/sessions-served',
    'bridge/request-shape/stream-in-path',
  ],
  declares: bridging('bedrock'),
  layers: () => [
    bridge({ to: 'bedrock' }),
    requestJson((body, { target }) => {
      if (/\/invoke/.test(target)) body['stream'] = target.endsWith('-stream');
    }),
  ],
});
