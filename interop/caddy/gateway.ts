import { asInstalled } from '../../.ci/e2e/proxies/as-installed.ts';
import { caddy } from '../../.ci/e2e/proxies/servers.ts';
import { plainProxy } from '../plain-proxy.ts';

export default plainProxy({
  name: 'caddy',
  title: 'Caddy',
  homepage: 'https://caddyserver.com',
  version: '2.6.2',
  newest: { version: '2.11.9', why: 'Debian 12 has this one' },
  tuned: { page: 'docs/proxies.md#caddy', start: caddy() },
  installed: {
    page: 'https://caddyserver.com/docs/caddyfile/directives/reverse_proxy',
    start: asInstalled.caddy,
  },
  configuration: 'Caddyfile',
  retries: 'none: lb_try_duration is 0 by default',
});
