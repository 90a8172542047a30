import { asInstalled } from '../../.ci/e2e/proxies/as-installed.ts';
import { node } from '../../.ci/e2e/proxies/node.ts';
import { plainProxy } from '../plain-proxy.ts';

export default plainProxy({
  name: 'fastify-http-proxy',
  title: '@fastify/http-proxy',
  homepage: 'https://github.com/fastify/fastify-http-proxy',
  version: '11.6.3',
  newest: { version: '11.6.3' },
  tuned: { page: 'docs/proxies.md#fastifyhttp-proxy', start: node('@fastify/http-proxy') },
  installed: {
    page: 'https://github.com/fastify/fastify-http-proxy#readme',
    start: asInstalled.fastifyHttpProxy,
  },
  configuration: 'gateway.mjs',
  retries: 'none of POST: retryMethods are the idempotent ones',
});
