import { asInstalled } from '../../.ci/e2e/proxies/as-installed.ts';
import { node } from '../../.ci/e2e/proxies/node.ts';
import { plainProxy } from '../plain-proxy.ts';

export default plainProxy({
  name: 'http-proxy-3',
  title: 'http-proxy-3',
  homepage: 'https://github.com/sagemathinc/http-proxy-3',
  version: '2.0.1',
  newest: { version: '2.0.1' },
  tuned: { page: 'docs/proxies.md#http-proxy-3', start: node('http-proxy-3') },
  installed: { page: 'https://github.com/sagemathinc/http-proxy-3#readme', start: asInstalled.httpProxy3 },
  configuration: 'gateway.mjs',
  retries: 'none',
});
