import { asInstalled } from '../../.ci/e2e/proxies/as-installed.ts';
import { haproxy } from '../../.ci/e2e/proxies/servers.ts';
import { plainProxy } from '../plain-proxy.ts';

export default plainProxy({
  name: 'haproxy',
  title: 'HAProxy',
  homepage: 'https://www.haproxy.org',
  version: '2.6.12',
  newest: { version: '3.4.0', why: 'Debian 12 has this one' },
  tuned: { page: 'docs/proxies.md#haproxy', start: haproxy() },
  installed: { page: 'https://docs.haproxy.org/2.6/configuration.html', start: asInstalled.haproxy },
  configuration: 'haproxy.cfg',
  retries:
    'retries 3, which is the default: of connections that could not be made, never of a request that was sent',
});
