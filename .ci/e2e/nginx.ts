import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documented } from './proxies/documented.ts';
import { type StartProxy, startServer } from './server-process.ts';

/** What belongs to the server beside its location, and what stands behind its port. */
export interface NginxServer {
  readonly server?: string;
  readonly listen?: string;
}

/** The directives of the documented location, which make nginx a transparent gateway for Claude Code. */
export async function tuned(): Promise<string> {
  const location = await documented(
    'nginx.md',
    'nginx in front of Claude Code traffic',
    0,
    'http://127.0.0.1:0',
  );
  const directives = /{(.*)}/s.exec(location)?.[1] ?? '';
  return directives.replace(/^ *proxy_pass .*$/m, '');
}

/** nginx as documented. */
export const tunedNginx: StartProxy = async (upstream) => nginx(await tuned())(upstream);

/**
 * The system's nginx in the foreground, with `directives` in its one location and all of its files in a folder
 * of its own.
 */
export function nginx(directives: string, { server = '', listen = '' }: NginxServer = {}): StartProxy {
  return (upstream) =>
    startServer('nginx', async (folder, port) => {
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
            ${temps.join('\n            ')}
            server {
              listen 127.0.0.1:${port} ${listen};
              ${server}
              location / {
                proxy_pass ${upstream};
                ${directives}
              }
            }
          }`;
      const file = join(folder, 'nginx.conf');
      await writeFile(file, config);
      return {
        command: 'nginx',
        args: ['-p', folder, '-c', file, '-e', join(folder, 'error.log')],
        install: 'install it with: apt-get install nginx-light',
      };
    });
}
