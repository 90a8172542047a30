import type { Operation } from '../net/exchange.ts';
import type { WireId } from '../wire/format.ts';
import { header, type RawHeaders } from '../wire/headers.ts';
import type { JsonObject, Scenario } from '../wire/scenario.ts';
import { lastToolResults, lastUserText, objects, textOf } from './conversation.ts';

/** What a Scenario may look at. */
export interface Asked {
  readonly operation: Operation;
  readonly format: WireId;
  /** As the request names it, in its path or in its body. */
  readonly model: string | undefined;
  readonly stream: boolean;
  readonly headers: RawHeaders;
  /** The parsed body; `{}` if there is none. */
  readonly body: JsonObject;
}

/** Scenarios in their order, with how often each may still play. */
export class Scenarios {
  readonly #left: { readonly scenario: Scenario; times: number }[] = [];

  constructor(scenarios: readonly Scenario[]) {
    for (const scenario of scenarios) {
      this.#left.push({ scenario, times: scenario.times ?? Number.POSITIVE_INFINITY });
    }
  }

  /** The first that matches and is not used up; taking it uses it once. */
  take(asked: Asked): Scenario | undefined {
    const entry = this.#left.find(({ scenario, times }) => times > 0 && matches(scenario, asked));
    if (entry) entry.times -= 1;
    return entry?.scenario;
  }
}

/**
 * Whether every condition that is given holds. Without `operation` the answer tells which requests can be
 * meant: a number is for count_tokens, anything else for Messages.
 */
export function matches({ match = {}, answer }: Scenario, asked: Asked): boolean {
  const { operation, headers, body } = asked;
  const { lastUserText: user, systemText, toolResultOf, tool, bodyKeys = [] } = match;
  if (operation !== (match.operation ?? ('input_tokens' in answer ? 'count_tokens' : 'messages')))
    return false;
  if (user !== undefined && !lastUserText(body).includes(user)) return false;
  if (systemText !== undefined && !systemTexts(body).includes(systemText)) return false;
  if (toolResultOf !== undefined && !lastToolResults(body).some(({ name }) => name === toolResultOf)) {
    return false;
  }
  if (tool !== undefined && !objects(body['tools']).some(({ name }) => name === tool)) return false;
  if (!AS_ASKED.every((key) => match[key] === undefined || match[key] === asked[key])) return false;
  if (!bodyKeys.every((key) => Object.hasOwn(body, key))) return false;
  return Object.entries(match.headers ?? {}).every(([name, part]) => header(headers, name)?.includes(part));
}

/** What the path says in some formats and the body in others. */
const AS_ASKED = ['format', 'model', 'stream'] as const;

/** The system prompt and the texts of `system` messages. */
function systemTexts(body: JsonObject): string {
  const messages = objects(body['messages']).filter(({ role }) => role === 'system');
  return [textOf(body['system']), ...messages.map(({ content }) => textOf(content))].join('\n');
}
