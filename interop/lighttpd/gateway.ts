import { asInstalled } from '../../.ci/e2e/proxies/as-installed.ts';
import { lighttpd } from '../../.ci/e2e/proxies/servers.ts';
import { plainProxy } from '../plain-proxy.ts';

export default plainProxy({
  name: 'lighttpd',
  title: 'lighttpd',
  homepage: 'https://www.lighttpd.net',
  version: '1.4.69',
  newest: { version: '1.4.79', why: 'Debian 12 has this one' },
  tuned: { page: 'docs/proxies.md#lighttpd', start: lighttpd() },
  installed: {
    page: 'https://redmine.lighttpd.net/projects/lighttpd/wiki/Mod_proxy',
    start: asInstalled.lighttpd,
  },
  configuration: 'lighttpd.conf',
  // Both depend on how much of an answer is there when it looks.
  unsteady: ['MSG-STR-13b', 'MSG-STR-22'],
  retries: 'none of requests that were sent',
});
