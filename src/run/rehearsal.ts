import type { Exchange } from '../net/exchange.ts';
import { cueFor } from '../wire/rehearsal.ts';
import type { Answer, Json } from '../wire/scenario.ts';
import { answerJson, valueAt } from './answer.ts';
import { MARK, type ProbeRequest, type TurnSpec } from './check.ts';
import { text, user } from './history.ts';
import { turn } from './request.ts';
import type { Session } from './session.ts';
import { Skip } from './stop.ts';
import type { Target } from './target.ts';

/** What a provider is asked to answer: the first to the first request with the prompt, and so on. */
type Answers = readonly [Answer, ...Answer[]];

/** The request of a spec whose prompt asks for `answers`, for a provider that plays what prompts ask for. */
export function rehearsing(spec: TurnSpec, answers: Answers, target: Target, mark: string): ProbeRequest {
  return { ...turn(asking(spec, answers), target, mark), plays: answers };
}

/** The spec with one more block at the end of its prompt. */
function asking(spec: TurnSpec, answers: Answers): TurnSpec {
  const given = spec.body?.['messages'];
  const messages: readonly Json[] = Array.isArray(given)
    ? given
    : [user(text(`Please answer briefly. (${MARK})`))];
  const content = valueAt(messages.at(-1), 'content');
  const prompt = user(...(Array.isArray(content) ? content : []), text(cueFor(answers)));
  return { ...spec, body: { ...spec.body, messages: [...messages.slice(0, -1), prompt] } };
}

/** Why checks that need failures are left out of a run from outside. */
const NEEDED = 'the provider plays no failures: put gateway-check mock --rehearse behind the gateway';

/**
 * Finds out whether what stands behind the target plays what prompts ask for.
 * @param refused a request that a genuine API refuses, so that the question costs nothing there
 * @returns why no answer can be asked for; undefined when it can
 */
export async function learnRehearsal(session: Session, refused: TurnSpec): Promise<string | undefined> {
  const mark = session.mark('rehearsal');
  try {
    const { client } = await session.send(turn(asking(refused, [says(PLAYED)]), session.target, mark));
    return isSaid(PLAYED, client, mark) ? undefined : NEEDED;
  } catch (error) {
    if (error instanceof Skip) return error.message;
    throw error;
  }
}

const PLAYED = 'Played.';

/** A message of these words and the mark. */
export function says(words: string): Answer {
  return { message: { content: [text(`${words} (${MARK})`)] } };
}

/** Whether an answer is just those words with that mark, which no model would say on its own. */
export function isSaid(words: string, client: Exchange, mark: string): boolean {
  return valueAt(answerJson(client), 'content.0.text') === `${words} (${mark})`;
}
