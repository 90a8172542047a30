import { tunedNginx } from '../../.ci/e2e/nginx.ts';
import { asInstalled } from '../../.ci/e2e/proxies/as-installed.ts';
import { plainProxy } from '../plain-proxy.ts';

export default plainProxy({
  name: 'nginx',
  title: 'nginx',
  homepage: 'https://nginx.org',
  version: '1.22.1',
  newest: { version: '1.31.3', why: 'Debian 12 has this one' },
  needs: 'nginx: apt-get install nginx-light',
  tuned: { page: 'docs/nginx.md', start: tunedNginx },
  installed: { page: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html', start: asInstalled.nginx },
  configuration: 'nginx.conf',
  retries: 'none: there is one upstream, and what is not idempotent is not passed to a next one',
});
