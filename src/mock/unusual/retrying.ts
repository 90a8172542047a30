import { collect, once } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import type { Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** Once, and only before the first byte of an answer has gone to the client. */
const retry: Middleware = async (request, next) => {
  const body = await collect(request.body);
  const attempt = () => next({ ...request, body: once(body) });
  try {
    const response = await attempt();
    if (response.status < 500) return response;
    await collect(response.body);
  } catch {
    if (request.gone.aborted) throw new Error('the client has left');
  }
  return attempt();
};

export default unusual({
  id: 'retrying',
  title: 'Sends a request a second time when the upstream fails before the first byte',
  warns: ['common/retries/not-after-a-reset'],
  layers: (keys) => [managed(keys), retry],
});
