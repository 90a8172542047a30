import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StartProxy, startServer } from '../server-process.ts';
import { documented } from './documented.ts';
import { proxies, unpacked } from './unpacked.ts';

const PAGE = 'proxies.md';
/** Alters the documented configuration. */
type Change = (config: string) => string;
const same: Change = (config) => config;

/** HAProxy as documented, or changed. */
export function haproxy(change = same): StartProxy {
  return (upstream) =>
    startServer('haproxy', async (folder, port) => {
      const file = join(folder, 'haproxy.cfg');
      await writeFile(file, change(await documented(PAGE, 'HAProxy', port, upstream)));
      // In the foreground, in one process.
      return unpacked('sbin/haproxy', ['-db', '-f', file]);
    });
}

/** Those that Debian's package turns on, as far as a proxy needs them. */
const APACHE_MODULES = ['mpm_event', 'authz_core', 'proxy', 'proxy_http'];

/** Apache as documented, or changed. */
export function apache(change = same): StartProxy {
  return (upstream) =>
    startServer('apache', async (folder, port) => {
      const usr = await proxies();
      const modules = APACHE_MODULES.map(
        (name) => `LoadModule ${name}_module ${usr}/lib/apache2/modules/mod_${name}.so`,
      );
      const own = [
        'ServerName 127.0.0.1',
        `ServerRoot ${folder}`,
        `DefaultRuntimeDir ${folder}`,
        `PidFile ${folder}/pid`,
        `Mutex file:${folder}`,
        `ErrorLog ${folder}/error.log`,
        ...modules,
      ];
      const file = join(folder, 'apache.conf');
      const documentedPart = change(await documented(PAGE, 'Apache', port, upstream));
      await writeFile(file, `${own.join('\n')}\n${documentedPart}`);
      return unpacked('sbin/apache2', ['-D', 'FOREGROUND', '-f', file]);
    });
}

/** Caddy as documented, or changed. */
export function caddy(change = same): StartProxy {
  return (upstream) =>
    startServer('caddy', async (folder, port) => {
      const own = '{\n\tadmin off\n\tauto_https off\n}\n';
      const file = join(folder, 'Caddyfile');
      await writeFile(file, own + change(await documented(PAGE, 'Caddy', port, upstream)));
      return unpacked('bin/caddy', ['run', '--config', file, '--adapter', 'caddyfile']);
    });
}

/** lighttpd as documented, or changed. */
export function lighttpd(change = same): StartProxy {
  return (upstream) =>
    startServer('lighttpd', async (folder, port) => {
      const own = `server.document-root = "${folder}"\nserver.upload-dirs = ( "${folder}" )\n`;
      const file = join(folder, 'lighttpd.conf');
      await writeFile(file, own + change(await documented(PAGE, 'lighttpd', port, upstream)));
      return unpacked('sbin/lighttpd', ['-D', '-m', join(await proxies(), 'lib/lighttpd'), '-f', file]);
    });
}
