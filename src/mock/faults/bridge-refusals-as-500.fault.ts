import { bridge } from '../bridge/bridge.ts';
import { isPath } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-refusals-as-500',
  title: 'Answers every refusal of the provider with 500',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/refusals/status-and-shape'],
  declares: bridging('bedrock'),
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      return response.status < 400 || !isPath(request, '/v1/messages')
        ? response
        : { ...response, status: 500 };
    },
    bridge({ to: 'bedrock' }),
  ],
});
