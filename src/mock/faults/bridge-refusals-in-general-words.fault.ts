import { bridge } from '../bridge/bridge.ts';
import { objectAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-refusals-in-general-words',
  title: 'Answers a refusal by the provider in words of its own',
  seenIn: ['Claude apps gateway'],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/refusals/wording'],
  declares: bridging('bedrock'),
  layers: () => [
    responseJson('error', (body) => {
      objectAt(body, 'error')['message'] = 'The upstream rejected the request.';
    }),
    bridge({ to: 'bedrock' }),
  ],
});
