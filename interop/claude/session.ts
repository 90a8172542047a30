import { runClaude } from '../../.ci/e2e/claude-code.ts';
import { TWO_TOOLS } from '../../.ci/e2e/scenarios.ts';
import { type Mock, startMock } from '../../src/mock/server.ts';
import { redact } from '../../src/net/redact.ts';
import { withUpstream } from '../command-line.ts';
import type { Started } from '../gateway.ts';
import type { Way } from '../ways.ts';
import { type Case, pointedAt } from './case.ts';

/** What a developer got to see in one session, and what of it reached the provider. */
export interface Session {
  readonly name: string;
  /** Whether both tools were run and the last word came. */
  readonly outcome: 'completes' | 'fails';
  readonly exitCode: number | null;
  /** What the client printed beside the last word. */
  readonly shown?: string;
  /** Models of the gateway's list that the client took over. */
  readonly models?: readonly string[];
  /** What arrived at the provider and its answer, the same lines counted. */
  readonly provider: readonly string[];
}

const PROMPT = ['-p', 'run the command, then read note.txt', '--allowedTools', 'Bash,Read'];
const LAST_WORD = 'The note says: lanterns at dusk.\n';
/** A gateway that translates may put reminders behind the prompt: the turn is known by its tools alone. */
const SCENARIOS = TWO_TOOLS.map(({ match: { lastUserText: _, ...match } = {}, ...scenario }) => ({
  ...scenario,
  match,
}));
/** Characters. A longer text is not what the client says itself. */
const MAX_SHOWN = 1_000;
/** Variables that hold no secret, but names which are worth reading. */
const NAMES = /MODEL|DISABLE|ENABLE|_MS$/;
/** Where the client keeps the list of a gateway. */
const MODELS = '.claude/cache/gateway-models.json';
/** Gives the revoked key once. */
const HELPER = (revoked: string, good: string) =>
  `if [ -e "$HOME/asked" ]; then echo ${good}; else : > "$HOME/asked"; echo ${revoked}; fi\n`;

/**
 * Runs the session of two tool calls through the gateway, once for each case, in front of a mock that refuses what the
 * provider refuses.
 * @throws when the gateway cannot be installed or started
 */
export async function* sessionsThrough(way: Way, cases: readonly Case[]): AsyncGenerator<Session> {
  const { gateway, setup, route } = way;
  for (const [providerKey, group] of byProviderKey(cases)) {
    await using mock = await startMock({
      validation: 'strict',
      scenarios: SCENARIOS,
      ...(providerKey !== undefined && { apiKey: providerKey }),
    });
    await using server = await setup.start(await gateway.install(), mock.url, route);
    for (const each of group) {
      mock.journal.clear();
      yield await sessionThrough(way, each, server, mock);
    }
  }
}

async function sessionThrough({ route }: Way, session: Case, server: Started, mock: Mock): Promise<Session> {
  const { helper, name, env } = session;
  const run = await runClaude(
    [...PROMPT, ...(helper ? ['--settings', JSON.stringify({ apiKeyHelper: 'sh helper.sh' })] : [])],
    { ...pointedAt(server.url, route), ...told(env, mock.url) },
    {
      files: {
        'note.txt': 'lanterns at dusk\n',
        ...(helper && { 'helper.sh': HELPER(helper.revoked, helper.good) }),
      },
      keeps: MODELS,
      ...(server.within && { within: server.within }),
    },
  );
  const isWhole = run.exitCode === 0 && run.stdout === LAST_WORD;
  const shown = [isWhole ? '' : run.stdout, run.stderr].filter((text) => text !== '').join('\n');
  const given = Object.entries(env).flatMap(([name, value]) => (NAMES.test(name) ? [] : [value]));
  const secrets = [...given, ...(helper ? Object.values(helper) : [])];
  return {
    name,
    outcome: isWhole ? 'completes' : 'fails',
    exitCode: run.exitCode,
    ...(shown !== '' && { shown: placeless(redact(shown, secrets), server.url).trim().slice(0, MAX_SHOWN) }),
    ...(run.kept !== undefined && { models: modelsIn(run.kept) }),
    provider: counted(
      mock.journal.exchanges.map(
        ({ request, response }) => `${response.status} ${request.method} ${request.target}`,
      ),
    ),
  };
}

/** What is shown of a gateway whose port is another one each time; the client names it with and without its scheme. */
function placeless(shown: string, url: string): string {
  return shown.replaceAll(url, '<gateway>').replaceAll(new URL(url).host, '<gateway>');
}

/** The variables of the client, in those of which the address of the upstream may stand. */
function told(env: Case['env'], upstream: string): Record<string, string> {
  const entries = Object.entries(env).map(([name, value]) => [name, withUpstream(value, upstream)] as const);
  return Object.fromEntries(entries);
}

/** Gateways take seconds to start, so that the cases which need the same provider have one start. */
function byProviderKey(cases: readonly Case[]): Map<string | undefined, Case[]> {
  const groups = new Map<string | undefined, Case[]>();
  for (const each of cases) {
    groups.set(each.providerKey, [...(groups.get(each.providerKey) ?? []), each]);
  }
  return groups;
}

function counted(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
}

/** The ids in the client's copy of a model list, whatever else it holds. */
function modelsIn(text: string): string[] {
  return [...text.matchAll(/"id":\s*"([^"]+)"/g)].map(([, id = '']) => id);
}
