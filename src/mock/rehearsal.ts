import { z } from 'zod';
import type { Operation } from '../net/exchange.ts';
import { cueIn } from '../wire/rehearsal.ts';
import type { Answer, JsonObject } from '../wire/scenario.ts';
import { lastUserText } from './conversation.ts';
import { answerSchema } from './scenario-file.ts';

/** Prompts are remembered so that a repeated one gets its next answer; a mock that serves for weeks must not grow. */
const MAX_PROMPTS = 5_000;

/** One answer counts as a list of one. */
const cueSchema = z.array(answerSchema).min(1);

/** Answers that prompts ask for themselves, so that failures can be seen through a gateway that nobody scripts. */
export class Rehearsal {
  readonly #asked = new Map<string, number>();

  /**
   * The answer that the last user text asks for, or a refusal that says what is wrong with it. Of several answers
   * the first is for the first request with this prompt, the last for all that come behind it. Undefined for other
   * prompts, and for a request of another kind: who counts a prompt before sending it gets a count.
   */
  take(operation: Operation, body: JsonObject): Answer | undefined {
    const cue = operation === 'messages' ? cueIn(lastUserText(body)) : undefined;
    if (cue === undefined) return undefined;
    const answers = answersIn(cue);
    if (typeof answers === 'string') return refusal(answers);
    const before = this.#asked.get(cue) ?? 0;
    this.#asked.set(cue, before + 1);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > MAX_PROMPTS && oldest !== undefined) this.#asked.delete(oldest);
    return answers[Math.min(before, answers.length - 1)];
  }
}

/** The answers of a cue, or what is wrong with it. */
function answersIn(cue: string): readonly Answer[] | string {
  try {
    const read = cueSchema.safeParse([JSON.parse(cue)].flat());
    return read.success ? read.data : z.prettifyError(read.error);
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : error}`;
  }
}

function refusal(problem: string): Answer {
  return {
    status: 400,
    error: { type: 'invalid_request_error', message: `gateway-check answer: ${problem}` },
  };
}
