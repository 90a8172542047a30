import { join, resolve } from 'node:path';
import { CACHE } from '../../.ci/e2e/cached.ts';
import { npmPackages } from '../../.ci/e2e/npm-package.ts';
import { startServer } from '../../.ci/e2e/server-process.ts';
import type { Gateway, Route, Started } from '../gateway.ts';

const VERSION = '1.15.2';
const GATEWAY = `@portkey-ai/gateway@${VERSION}`;
/** What npm chooses for it today: with these no stream and no count is served. */
const OF_TODAY = `portkey-${VERSION}+node-server-1.19.19`;
/** What the lock file of its repository chooses, on which its own image is built. */
const LOCKED = `portkey-${VERSION}+node-server-1.13.5`;

/** The one model by the name that the provider of Google wants, for all that the client asks for. */
const GOOGLES = 'anthropic.claude-sonnet-4-6';
const VERTEX_MODELS = {
  ANTHROPIC_MODEL: GOOGLES,
  ANTHROPIC_DEFAULT_OPUS_MODEL: GOOGLES,
  ANTHROPIC_DEFAULT_SONNET_MODEL: GOOGLES,
  ANTHROPIC_DEFAULT_HAIKU_MODEL: GOOGLES,
};

const TOKEN = 'developer-token-7';
/** The headers that its page for older releases of the gateway tells to forward. */
const FORWARDED = ['anthropic-beta'];

/** A way in whose configuration comes with each request, as Claude Code sends it. */
function route(
  name: string,
  headers: readonly string[],
  rest: Omit<Route, 'name' | 'format' | 'options'>,
): Route {
  const options = headers.flatMap((header) => ['--header', header]);
  const claude = { ANTHROPIC_CUSTOM_HEADERS: headers.join('\n'), ...rest.claude };
  return { ...rest, name, format: 'anthropic', options, claude };
}

/** The same with a developer's token that the gateway is to keep for itself. */
function withToken(of: Route): Route {
  const claude = { ...of.claude, ANTHROPIC_AUTH_TOKEN: TOKEN };
  return { ...of, options: ['--auth-token', TOKEN, ...of.options], claude };
}

function config(settings: Readonly<Record<string, unknown>>): string {
  return `x-portkey-config: ${JSON.stringify({ ...settings, forward_headers: FORWARDED })}`;
}

const VERTEX = { upstreamFormat: 'vertex', target: 'to-vertex.json', aliases: VERTEX_MODELS } as const;

const DOCUMENTED: readonly Route[] = [
  route(
    'anthropic',
    [config({ provider: 'anthropic', api_key: 'provider-key-1', custom_host: '{upstream}/v1' })],
    {},
  ),
  route(
    'vertex-ai',
    [
      config({
        provider: 'vertex-ai',
        vertex_project_id: 'gateway-check',
        vertex_region: 'us-east5',
        api_key: 'provider-token-1',
        custom_host: '{upstream}',
      }),
    ],
    { ...VERTEX, claude: VERTEX_MODELS },
  ),
].map(withToken);

const DEFAULTS: readonly Route[] = [
  route('anthropic', ['x-portkey-provider: anthropic', 'x-portkey-custom-host: {upstream}/v1'], {
    claude: { ANTHROPIC_API_KEY: 'made-up-key' },
  }),
];

const SETUP = {
  files: ['loopback.cjs'],
  retries: 'none: no retry, strategy or cache in the configuration, and without one it has none',
} as const;

export default {
  name: 'portkey',
  title: 'Portkey AI Gateway (open source)',
  homepage: 'https://github.com/Portkey-AI/gateway',
  version: VERSION,
  newest: { version: VERSION },
  async install() {
    await npmPackages(OF_TODAY, [GATEWAY, '@hono/node-server@1.19.19']);
    await npmPackages(LOCKED, [GATEWAY, '@hono/node-server@1.13.5', '@hono/node-ws@1.2.0']);
    return CACHE;
  },
  setups: [
    {
      ...SETUP,
      name: 'documented',
      basis: 'https://portkey.ai/docs/integrations/libraries/claude-code-gateway-compatibility',
      routes: DOCUMENTED,
      start: (installed) => started(join(installed, LOCKED)),
    },
    {
      ...SETUP,
      name: 'defaults',
      basis: 'https://github.com/Portkey-AI/gateway#quickstart-2-mins',
      routes: DEFAULTS,
      start: (installed) => started(join(installed, OF_TODAY)),
    },
  ],
} satisfies Gateway as Gateway;

/** Portkey with the packages of this folder; where its upstream is comes with each request. */
function started(folder: string): Promise<Started> {
  return startServer('portkey', async (_, port) => ({
    command: process.execPath,
    args: [
      ...['--require', resolve('interop/portkey/loopback.cjs')],
      join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js'),
      ...[`--port=${port}`, '--headless'],
    ],
    install: `remove ${folder} to have it fetched again`,
  }));
}
