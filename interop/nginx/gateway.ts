import { nginx, tunedNginx } from '../../.ci/e2e/nginx.ts';
import type { Gateway } from '../gateway.ts';
import { ALL_FORMATS } from '../plain-routes.ts';

const BASIS = 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html';
const RETRIES =
  'none: proxy_next_upstream has one upstream to choose from, and does not repeat a POST that was sent';

export default {
  name: 'nginx',
  title: 'nginx',
  homepage: 'https://nginx.org',
  version: '1.22.1',
  newest: { version: '1.29.3', why: 'the release of Debian 12' },
  needs: 'nginx (apt-get install nginx-light)',
  install: async () => '',
  setups: [
    {
      name: 'tuned',
      basis: 'docs/nginx.md',
      files: [],
      written: ['nginx.conf'],
      retries: RETRIES,
      routes: ALL_FORMATS,
      start: (_, upstream) => tunedNginx(upstream),
    },
    {
      name: 'defaults',
      basis: BASIS,
      files: [],
      written: ['nginx.conf'],
      retries: RETRIES,
      routes: ALL_FORMATS,
      start: (_, upstream) => nginx('')(upstream),
    },
  ],
} satisfies Gateway as Gateway;
