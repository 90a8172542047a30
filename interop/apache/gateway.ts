import { asInstalled } from '../../.ci/e2e/proxies/as-installed.ts';
import { apache } from '../../.ci/e2e/proxies/servers.ts';
import { plainProxy } from '../plain-proxy.ts';

export default plainProxy({
  name: 'apache',
  title: 'Apache HTTP Server',
  homepage: 'https://httpd.apache.org',
  version: '2.4.71',
  newest: { version: '2.4.71' },
  tuned: { page: 'docs/proxies.md#apache', start: apache() },
  installed: { page: 'https://httpd.apache.org/docs/2.4/mod/mod_proxy.html', start: asInstalled.apache },
  configuration: 'apache.conf',
  retries: 'none of requests; a kept connection that has gone is replaced',
});
