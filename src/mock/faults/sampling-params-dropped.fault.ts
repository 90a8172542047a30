import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sampling-params-dropped',
  title: 'Deletes the sampling parameters',
  seenIn: ['9router'],
  urls: ['https://github.com/decolua/9router/pull/2612'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/fields/known-top-level'],
  seenOutside: ['canary/versions/not-pinned', 'outside/settings/temperature'],
  layers: () => [
    requestJson((body) => {
      for (const key of ['temperature', 'top_p', 'top_k']) delete body[key];
    }),
  ],
});
