import { randomBytes } from 'node:crypto';
import { claudeCode, VERSION } from '../../.ci/e2e/claude-code.ts';
import { npmPackages } from '../../.ci/e2e/npm-package.ts';
import type { Provider } from '../../src/wire/capabilities.ts';
import type { Gateway, Route } from '../gateway.ts';
import { CONFIGURATION, ENVIRONMENT, postgres, startAppsGateway } from './start.ts';
import { developerToken } from './token.ts';

const ISSUER = 'oauth2-mock-server@8.2.3';
// Made anew for each run: who reads a report finds nothing in it that opens anything.
const SECRET = randomBytes(32).toString('hex');
const TOKEN = developerToken(SECRET, 'staff');
const SECOND_TOKEN = developerToken(SECRET, 'contractors');
const TOKENS = [`GATEWAY_CHECK_AUTH_TOKEN=${TOKEN}`, `SECOND_TOKEN=${SECOND_TOKEN}`];

/** The way to one provider. */
function to(name: string, upstreamFormat?: Provider): Route {
  return {
    name,
    format: 'anthropic',
    ...(upstreamFormat && { upstreamFormat }),
    options: [],
    freshCredential: true,
    target: 'target.json',
    claude: { ANTHROPIC_AUTH_TOKEN: TOKEN },
  };
}

export default {
  name: 'claude-apps-gateway',
  title: 'Claude apps gateway',
  homepage: 'https://code.claude.com/docs/en/claude-apps-gateway',
  version: VERSION,
  newest: { version: VERSION },
  needs: 'Debian 12, for its PostgreSQL, which is unpacked and not installed; 600 MB',
  install: async () => {
    await claudeCode();
    await postgres();
    return npmPackages(ISSUER, [ISSUER]);
  },
  setups: [
    {
      name: 'documented',
      basis: 'https://code.claude.com/docs/en/claude-apps-gateway#quickstart',
      // Each route has a file of its own.
      files: [],
      written: [CONFIGURATION, ENVIRONMENT],
      retries: 'none: a request is sent once to each upstream, and there is one',
      routes: [to('anthropic'), to('bedrock', 'bedrock'), to('vertex', 'vertex')],
      start: async (installed, upstream, { name }) => ({
        ...(await startAppsGateway(installed, `gateway.${name}.yaml`, upstream, SECRET)),
        within: ['env', ...TOKENS],
      }),
    },
  ],
} satisfies Gateway as Gateway;
