import { asks } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'unhealthy-marking-by-one-user',
  title: 'Takes the upstream out of service after a model that one request named was not there',
  seenIn: ['CLIProxyAPI', 'krouter'],
  urls: [
    'https://github.com/router-for-me/CLIProxyAPI/issues/4410',
    'https://github.com/sifxprime/krouter/pull/16',
    'https://github.com/sifxprime/krouter/pull/11',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/probes/refusals-have-no-consequences', 'messages/probes/rejections-are-not-counted'],
  seenOutside: [
    'canary/errors/unknown-model',
    'outside/failures/refusal-without-consequences',
    'outside/models/refusals-pass',
  ],
  spares: { anthropic: ['messages/probes/rejections-are-not-counted'] },
  layers: () => {
    let marked = false;
    return [
      async (request, next) => {
        if (marked && asks(request, 'messages')) {
          marked = false;
          return errorAnswer(503, 'overloaded_error', 'No healthy upstream', [], request);
        }
        const response = await next(request);
        if (asks(request, 'messages') && response.status === 404) marked = true;
        return response;
      },
    ];
  },
});
