import { asInstalled } from '../../.ci/e2e/proxies/as-installed.ts';
import { httpProxy } from '../../.ci/e2e/proxies/node.ts';
import { plainProxy } from '../plain-proxy.ts';

export default plainProxy({
  name: 'http-proxy',
  title: 'http-proxy',
  homepage: 'https://github.com/http-party/node-http-proxy',
  version: '1.18.1',
  newest: { version: '1.18.1' },
  tuned: { page: 'docs/proxies.md#http-proxy-3', start: httpProxy() },
  installed: { page: 'https://github.com/http-party/node-http-proxy#readme', start: asInstalled.httpProxy },
  configuration: 'gateway.mjs',
  retries: 'none',
});
