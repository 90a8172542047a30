import { isPath } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-poisons-model',
  title: 'Takes the model out of service when token counting is not there',
  seenIn: ['CLIProxyAPI'],
  urls: ['https://github.com/router-for-me/CLIProxyAPI/issues/4410'],
  formats: ['anthropic'],
  trips: ['messages/probes/refusals-have-no-consequences'],
  seenOutside: ['outside/models/refusals-pass'],
  layers: () => {
    let poisoned = false;
    return [
      async (request, next) => {
        if (poisoned && isPath(request, '/v1/messages')) {
          poisoned = false;
          return errorAnswer(503, 'overloaded_error', 'The model is cooling down');
        }
        const response = await next(request);
        if (isPath(request, '/count_tokens') && response.status === 404) poisoned = true;
        return response;
      },
    ];
  },
});
