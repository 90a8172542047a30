import { pipPackages } from '../../.ci/e2e/pip-package.ts';
import type { Gateway, Route } from '../gateway.ts';
import { serviceAccount } from '../litellm/service-account.ts';
import { type Provider, startMlflow, startOffline } from './start.ts';

const VERSION = '3.17.2';
/** By this it knows the client that has a credential of the provider's own. */
const AS_CLAUDE_CODE = ['--header', 'user-agent: claude-cli/2.1.330 (external, sdk-cli)'];
/** It writes a trace of every request into its database, before it answers. */
const PATIENCE = ['--timeout', '60000'];
const ISOLATED =
  'the host of the provider is built in; the gateway runs in a network of its own, where only the mock started along with it can be reached';

/** Names the endpoint in place of a model. */
const MESSAGES: Omit<Route, 'name'> = {
  format: 'anthropic',
  path: '/gateway/anthropic',
  options: [...AS_CLAUDE_CODE, ...PATIENCE],
  target: 'messages.target.json',
};

const PROVIDERS: Readonly<Record<'vertex' | 'bedrock', () => Provider>> = {
  vertex: () => ({
    name: 'vertex_ai',
    model: 'claude-sonnet-4-6',
    secret: { vertex_credentials: serviceAccount('https://oauth2.googleapis.com/token') },
    settings: { vertex_project: 'my-test-project', vertex_location: 'us-east5' },
  }),
  bedrock: () => ({
    name: 'bedrock',
    model: 'us.anthropic.claude-sonnet-4-6',
    secret: { api_key: 'made-up-bedrock-api-key' },
    settings: { aws_region_name: 'us-east-1' },
  }),
};

export default {
  name: 'mlflow',
  title: 'MLflow AI Gateway',
  homepage: 'https://mlflow.org/docs/latest/genai/governance/ai-gateway/',
  version: VERSION,
  newest: { version: '3.18.0', why: 'its part mlflow-skinny 3.18.0 could not be had from PyPI' },
  needs:
    'Python 3.10 or newer with venv, curl; for Bedrock and Vertex root, unshare and nsenter (util-linux), ip (iproute2)',
  install: () => pipPackages(`mlflow-${VERSION}`, [`mlflow[gateway]==${VERSION}`]),
  setups: [
    {
      name: 'documented',
      basis: 'https://mlflow.org/docs/latest/genai/governance/ai-gateway/coding-agents/claude-code/',
      files: ['serve.sh', 'configure.sh'],
      retries: 'none: the endpoint has one model and no fallback',
      routes: [
        {
          name: 'proxy',
          format: 'anthropic',
          path: '/gateway/proxy/claude-code',
          options: [...AS_CLAUDE_CODE, ...PATIENCE],
          claude: { ANTHROPIC_API_KEY: 'made-up-key' },
        },
        {
          ...MESSAGES,
          name: 'messages',
          claude: {
            ANTHROPIC_API_KEY: 'made-up-key',
            ANTHROPIC_MODEL: 'claude-code',
            // Of a model whose name it does not know, the client wants to be told the size.
            CLAUDE_CODE_MAX_CONTEXT_TOKENS: '200000',
          },
        },
        {
          ...MESSAGES,
          name: 'messages-to-bedrock',
          target: 'to-bedrock.target.json',
          upstreamFormat: 'bedrock',
          why: ISOLATED,
        },
        { ...MESSAGES, name: 'messages-to-vertex', upstreamFormat: 'vertex', why: ISOLATED },
      ],
      start: (installed, upstream, { upstreamFormat }) =>
        upstreamFormat === 'bedrock' || upstreamFormat === 'vertex'
          ? startOffline(installed, PROVIDERS[upstreamFormat]())
          : startMlflow(installed, {
              name: 'anthropic',
              model: 'claude-sonnet-4-6',
              secret: { api_key: 'made-up-provider-key' },
              settings: { api_base: `${upstream}/v1` },
            }),
    },
  ],
} satisfies Gateway as Gateway;
