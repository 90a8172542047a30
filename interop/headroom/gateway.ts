import { join } from 'node:path';
import { pipPackages } from '../../.ci/e2e/pip-package.ts';
import { startServer } from '../../.ci/e2e/server-process.ts';
import type { Gateway, Route } from '../gateway.ts';

const VERSION = '0.42.0';
/** It loads models for text that it may compress. */
const READY_MS = 180_000;

/** It leaves reminders in their place only for models that it knows to take them there. */
const MODEL = ['--model', 'claude-opus-5-5'];

const ROUTES: readonly Route[] = [
  { name: 'messages', format: 'anthropic', options: MODEL, claude: { ANTHROPIC_API_KEY: 'made-up-key' } },
  { name: 'bedrock', format: 'bedrock', options: [], claude: {} },
  { name: 'vertex', format: 'vertex', path: '/v1', options: MODEL, claude: {} },
];

export default {
  name: 'headroom',
  title: 'Headroom',
  homepage: 'https://github.com/headroomlabs-ai/headroom',
  version: VERSION,
  newest: { version: VERSION },
  needs: 'Python 3.10 or newer with venv',
  install: () => pipPackages(`headroom-ai-${VERSION}`, [`headroom-ai[proxy]==${VERSION}`]),
  setups: [
    {
      name: 'documented',
      basis: 'https://github.com/headroomlabs-ai/headroom#readme (headroom proxy)',
      files: ['serve.sh'],
      retries: 'up to 3 attempts after a failed connection or a 5xx, 1 s apart and more; no fallback',
      routes: ROUTES,
      start,
    },
  ],
} satisfies Gateway as Gateway;

function start(installed: string, upstream: string) {
  const script = join(process.cwd(), 'interop', 'headroom', 'serve.sh');
  return startServer('headroom', async (_, port) => ({
    command: 'sh',
    args: [script, installed, String(port), upstream],
    install: 'install a POSIX shell',
    ready: '/livez',
    readyMs: READY_MS,
    startsOthers: true,
  }));
}
