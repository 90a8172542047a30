import { nginx } from '../nginx.ts';
import { httpProxy, node } from './node.ts';
import { apache, caddy, haproxy, lighttpd } from './servers.ts';

/** The program of `http-proxy-3` without what is there for Claude Code. */
const bare = (program: string) =>
  program.replace(/^proxy\.on\('proxyRes'.*?^}\);\n/ms, '').replace(/{ maxHeaderSize.*?}, /, '');

/** The documented configurations without the lines that are there for Claude Code. */
export const asInstalled = {
  nginx: nginx(''),

  haproxy: haproxy((config) => config.replace(/^ *(option|tune).*\n/gm, '')),

  apache: apache((config) => config.replace(/^Allow.*\n/m, '').replace(/ nocanon.*/, '')),

  caddy: caddy((config) => config.replace(/\thandle_errors {.*?\n\t}\n/s, '')),

  lighttpd: lighttpd((config) => config.replace(/^server\.(stream|max|http).*\n/gm, '')),

  fastifyHttpProxy: node('@fastify/http-proxy', (program) =>
    program.replace(/^ *http:.*\n/m, '').replace(/^server\.setErrorHandler.*?^\);\n/ms, ''),
  ),

  httpProxy3: node('http-proxy-3', bare),

  httpProxy: httpProxy(bare),
} as const;
