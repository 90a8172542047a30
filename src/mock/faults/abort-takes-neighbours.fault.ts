import { setMaxListeners } from 'node:events';
import { fault } from './fault.ts';

/** What ends a connection, for as many requests as there are on it. */
function connected(): AbortController {
  const connection = new AbortController();
  setMaxListeners(0, connection.signal);
  return connection;
}

export default fault({
  id: 'abort-takes-neighbours',
  title: 'Ends every request on its upstream connection when the client of one leaves',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/cancellation/neighbours-live-on'],
  layers: () => {
    let connection = connected();
    return [
      (request, next) => {
        request.gone.addEventListener('abort', () => {
          connection.abort();
          connection = connected();
        });
        return next({ ...request, gone: connection.signal });
      },
    ];
  },
  concurrency: 1,
});
