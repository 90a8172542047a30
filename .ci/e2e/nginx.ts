import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running nginx in front of one upstream. */
export interface Nginx extends AsyncDisposable {
  readonly url: string;
}

/** Directives that make nginx a transparent gateway for Claude Code; see docs/nginx.md for each. */
export const TUNED = `
  proxy_http_version 1.1;
  proxy_set_header Connection '';
  proxy_buffering off;
  proxy_request_buffering off;
  proxy_read_timeout 600s;
  client_max_body_size 40m;
`;

/**
 * Starts the system's nginx on a free loopback port, in the foreground and with all of its files in a
 * folder of its own. `directives` go into the one location; `server` ones beside it; `listen` behind its port.
 */
export async function startNginx(
  upstream: string,
  directives: string,
  server = '',
  listen = '',
): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-check-nginx-'));
  const port = await freePort();
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const config = `
    daemon off;
    master_process off;
    pid ${folder}/pid;
    error_log ${folder}/error.log;
    events {}
    http {
      access_log off;
      ${temps.join('\n      ')}
      server {
        listen 127.0.0.1:${port} ${listen};
        ${server}
        location / {
          proxy_pass ${upstream};
          ${directives}
        }
      }
    }`;
  await writeFile(join(folder, 'nginx.conf'), config);
  const child = spawn(
    'nginx',
    ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', () =>
      reject(new Error('nginx could not be started; install it with: apt-get install nginx-light')),
    );
    child.on('close', () => resolve());
  });
  ended.catch(() => {});
  if (child.pid === undefined) await ended;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGQUIT');
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago. nginx takes no port 0. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
