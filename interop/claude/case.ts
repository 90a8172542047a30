import { anthropic } from '../../.ci/e2e/modes/anthropic.ts';
import { aws } from '../../.ci/e2e/modes/aws.ts';
import { bedrock } from '../../.ci/e2e/modes/bedrock.ts';
import { foundry } from '../../.ci/e2e/modes/foundry.ts';
import { mantle } from '../../.ci/e2e/modes/mantle.ts';
import type { Mode } from '../../.ci/e2e/modes/mode.ts';
import { vertex } from '../../.ci/e2e/modes/vertex.ts';
import type { FormatId } from '../../src/contract/requirement.ts';
import type { Route } from '../gateway.ts';

const MODES: { readonly [format in FormatId]: Mode } = { anthropic, bedrock, vertex, foundry, aws, mantle };

/** One session of a developer: what is different from the others is how the client is set up. */
export interface Case {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Has the client ask a program for its key, which gives a revoked one first. */
  readonly helper?: { readonly revoked: string; readonly good: string };
  /** The one key that is good, where the gateway passes on what it is given and the provider decides. */
  readonly providerKey?: string;
}

const REVOKED = 'revoked-key';
/** Far longer than the session: only the refusal makes the client ask again. */
const TTL_MS = '3600000';

/** The sessions that a route is tried with; none where it cannot carry the client. */
export function casesOf(route: Route): Case[] {
  if (!route.claude) return [];
  const mode = MODES[route.format];
  const { ANTHROPIC_API_KEY: key, ANTHROPIC_AUTH_TOKEN: token, ...rest } = route.claude;
  const secret = key ?? token;
  if (route.format !== 'anthropic' || secret === undefined) {
    const given = { ...(secret === undefined && mode.credentials[0].env), ...route.claude };
    return [{ name: 'as configured', env: given }];
  }
  return [
    { name: 'key', env: { ...rest, ANTHROPIC_API_KEY: secret } },
    { name: 'token', env: { ...rest, ANTHROPIC_AUTH_TOKEN: secret } },
    {
      name: 'key of a helper, the first of which is refused',
      env: { ...rest, CLAUDE_CODE_API_KEY_HELPER_TTL_MS: TTL_MS },
      helper: { revoked: REVOKED, good: secret },
      ...(passesCredentials(route) && { providerKey: secret }),
    },
    ...(route.upstreamFormat
      ? [
          {
            name: 'without experimental betas',
            env: { ...route.claude, CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS: '1' },
          },
        ]
      : []),
    ...(route.aliases
      ? [
          {
            name: "the gateway's own model names",
            env: { ...route.claude, ...route.aliases, CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1' },
          },
        ]
      : []),
  ];
}

/** What points the client at the gateway. */
export function pointedAt(url: string, { format, path = '' }: Route): Readonly<Record<string, string>> {
  // Claude Code has the version of Vertex in its base URL, and so has the mode.
  return MODES[format].env((url + path).replace(format === 'vertex' ? /\/v1$/ : '', ''));
}

/** A gateway that checks keys has one for the tool, too. */
function passesCredentials({ options, freshCredential = false }: Route): boolean {
  return !freshCredential && !options.some((option) => option === '--api-key' || option === '--auth-token');
}
