import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmPackages } from '../../.ci/e2e/npm-package.ts';
import { startServer } from '../../.ci/e2e/server-process.ts';
import type { Gateway, Started } from '../gateway.ts';

const VERSION = '2.0.0';
const PACKAGE = '@musistudio/claude-code-router';
/** Of the documented configuration; without one its users give it this word. */
const KEY = 'your-secret-key';
const NO_KEY = 'test';

const SETUP = {
  basis: 'https://github.com/musistudio/claude-code-router/blob/v2.0.0/README.md',
  retries: 'none: no fallback in the router, and it repeats nothing',
} as const;

export default {
  name: 'claude-code-router',
  title: 'claude-code-router',
  homepage: 'https://github.com/musistudio/claude-code-router',
  version: VERSION,
  newest: {
    version: '3.1.1',
    why: 'it depends on @the-next-ai/ai-gateway and @the-next-ai/bot-gateway-sdk, which npm does not have',
  },
  install: () => npmPackages(`claude-code-router-${VERSION}`, [`${PACKAGE}@${VERSION}`]),
  setups: [
    {
      ...SETUP,
      name: 'documented',
      files: ['documented.config'],
      routes: [
        {
          name: 'messages',
          format: 'anthropic',
          options: ['--auth-token', KEY],
          claude: { ANTHROPIC_AUTH_TOKEN: KEY },
        },
      ],
      start: (installed, upstream) => started(installed, 'documented.config', upstream),
    },
    {
      ...SETUP,
      name: 'defaults',
      files: ['defaults.config'],
      routes: [
        {
          name: 'messages',
          format: 'anthropic',
          options: ['--auth-token', NO_KEY],
          claude: { ANTHROPIC_AUTH_TOKEN: NO_KEY },
        },
      ],
      start: (installed, upstream) => started(installed, 'defaults.config', upstream),
    },
  ],
} satisfies Gateway as Gateway;

/** The router under a home of its own, where it looks for its configuration. */
function started(installed: string, configuration: string, upstream: string): Promise<Started> {
  return startServer('claude-code-router', async (folder, port) => {
    const home = join(folder, '.claude-code-router');
    await mkdir(home);
    const template = await readFile(join('interop/claude-code-router', configuration), 'utf8');
    const text = template.replaceAll('{port}', String(port)).replaceAll('{upstream}', upstream);
    await writeFile(join(home, 'config.json'), text);
    return {
      command: process.execPath,
      args: [join(installed, 'node_modules', PACKAGE, 'dist/cli.js'), 'start'],
      env: { SERVICE_PORT: String(port) },
      install: `remove ${installed} to have it fetched again`,
    };
  });
}
