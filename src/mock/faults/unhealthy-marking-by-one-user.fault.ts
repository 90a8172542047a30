import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'unhealthy-marking-by-one-user',
  title: 'Takes the upstream out of service after a request that was itself at fault',
  seenIn: ['CLIProxyAPI', 'krouter'],
  urls: [
    'https://github.com/router-for-me/CLIProxyAPI/issues/4410',
    'https://github.com/sifxprime/krouter/pull/16',
    'https://github.com/sifxprime/krouter/pull/11',
  ],
  formats: ['anthropic'],
  trips: [],
  layers: () => {
    let refusals = 0;
    return [
      async (request, next) => {
        if (refusals > 0) {
          refusals -= 1;
          return errorAnswer(503, 'overloaded_error', 'No healthy upstream');
        }
        const response = await next(request);
        if (response.status === 400 || response.status === 404) refusals = 1;
        return response;
      },
    ];
  },
});
