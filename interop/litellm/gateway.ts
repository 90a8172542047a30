import { resolve } from 'node:path';
import { pipPackages } from '../../.ci/e2e/pip-package.ts';
import type { Gateway, Route, Setup } from '../gateway.ts';
import { ENVIRONMENT, startLiteLlm, startOffline } from './start.ts';

const VERSION = '1.109.1';
const KEY = 'sk-1234567890';
/** It is slow to serve its first request; and before an error is passed on its router waits twice, as long as the provider asks. */
const PATIENT = ['--timeout', '60000', '--wait', '120'];
const WITH_KEY = ['--auth-token', KEY, ...PATIENT];
const TOKEN = { ANTHROPIC_AUTH_TOKEN: KEY };

/** The models of the quickstart, in the variables in which it has them. */
const MODELS = {
  ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-opus-4-7',
  ANTHROPIC_DEFAULT_SONNET_MODEL: 'claude-sonnet-4-6',
  ANTHROPIC_DEFAULT_HAIKU_MODEL: 'claude-haiku-4-5-20251001',
  ANTHROPIC_MODEL: 'claude-sonnet-4-6',
};

/** One model for all that the client asks for. */
function only(model: string): Readonly<Record<string, string>> {
  const names = Object.keys(MODELS).map((name) => [name, model] as const);
  return Object.fromEntries(names);
}

const UNIFIED: Route = {
  name: 'messages',
  format: 'anthropic',
  options: WITH_KEY,
  claude: { ...TOKEN, ...MODELS },
};

const ROUTES: readonly Route[] = [
  UNIFIED,
  {
    name: 'messages-to-bedrock',
    format: 'anthropic',
    upstreamFormat: 'bedrock',
    options: WITH_KEY,
    target: 'to-bedrock.json',
    claude: { ...TOKEN, ...only('claude-bedrock-sonnet') },
    aliases: only('claude-bedrock-sonnet'),
  },
  {
    name: 'messages-to-vertex',
    format: 'anthropic',
    upstreamFormat: 'vertex',
    options: WITH_KEY,
    target: 'to-vertex.json',
    claude: { ...TOKEN, ...only('claude-sonnet-vertex') },
    aliases: only('claude-sonnet-vertex'),
  },
];

/** This one goes through the router, too. */
const BEDROCK: Route = {
  name: 'bedrock',
  format: 'bedrock',
  path: '/bedrock',
  options: [...WITH_KEY, '--model', 'us.anthropic.claude-sonnet-4-6'],
  isSlow: true,
  claude: { ...TOKEN, CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1', ...only('us.anthropic.claude-sonnet-4-6') },
};

const PASS_THROUGH: readonly Route[] = [
  {
    name: 'anthropic',
    format: 'anthropic',
    path: '/anthropic',
    options: WITH_KEY,
    claude: TOKEN,
  },
  BEDROCK,
  {
    name: 'vertex',
    format: 'vertex',
    path: '/vertex_ai/v1',
    options: WITH_KEY,
    target: 'vertex.json',
    why: 'the host of Google is built in; the gateway runs in a network of its own, where only the mock started along with it can be reached',
  },
];

const RETRIES =
  'the router repeats a request twice after 408, 409, 429, 5xx and lost connections, keeping to retry-after up to 60 s ' +
  '(num_retries, by default 2), on /bedrock after any error; /anthropic and /vertex_ai repeat nothing; no fallbacks';

function setup(name: string, basis: string, files: readonly string[], routes: readonly Route[]): Setup {
  const [configuration = ''] = files;
  return {
    name,
    basis,
    files,
    written: [ENVIRONMENT],
    retries: RETRIES,
    routes,
    start: (installed, upstream, { format }) =>
      format === 'vertex'
        ? startOffline(installed, configuration)
        : startLiteLlm(installed, configuration, upstream),
  };
}

const TWO_KEYS = setup(
  'two-keys',
  'https://docs.litellm.ai/docs/proxy/custom_auth',
  ['two-keys.yaml', 'two_keys.py', 'defaults.yaml'],
  [
    {
      ...UNIFIED,
      options: ['--auth-token', 'sk-first-developer', ...PATIENT],
      target: 'two-keys.json',
      claude: { ...MODELS, ANTHROPIC_AUTH_TOKEN: 'sk-first-developer' },
    },
  ],
);

export default {
  name: 'litellm',
  title: 'LiteLLM',
  homepage: 'https://docs.litellm.ai',
  version: VERSION,
  newest: { version: VERSION },
  needs:
    'Python 3.10 to 3.14 with venv; for /vertex_ai root, unshare and nsenter (util-linux), ip (iproute2)',
  install: () =>
    pipPackages(`litellm@${VERSION}`, [
      '--no-deps',
      '--requirement',
      resolve('interop/litellm/requirements.txt'),
    ]),
  setups: [
    setup(
      'documented',
      'https://docs.litellm.ai/docs/tutorials/claude_responses_api',
      ['documented.yaml', 'defaults.yaml'],
      [...ROUTES, ...PASS_THROUGH],
    ),
    // Its other two routes read nothing of what differs.
    setup(
      'defaults',
      'https://docs.litellm.ai/docs/tutorials/claude_responses_api',
      ['defaults.yaml'],
      [...ROUTES, BEDROCK],
    ),
    {
      ...TWO_KEYS,
      start: async (...args) => ({
        ...(await TWO_KEYS.start(...args)),
        within: ['env', 'SECOND_KEY=Bearer sk-second-developer'],
      }),
    },
  ],
} satisfies Gateway as Gateway;
