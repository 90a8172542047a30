import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'system-array-dropped',
  title: 'Honours system only when it is a string',
  seenIn: ['opencode-llm-proxy'],
  urls: ['https://github.com/KochC/opencode-llm-proxy/issues/46'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/shape/same-entries', 'messages/replay/session'],
  seenOutside: ['canary/body/system-entries', 'outside/cache/markers-work', 'outside/content/attribution'],
  layers: () => [
    requestJson((body) => {
      if (Array.isArray(body['system'])) delete body['system'];
    }),
  ],
});
