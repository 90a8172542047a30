import type { Answered } from '../mock/respond.ts';
import { redact } from '../net/redact.ts';
import { printable } from '../report/terminal.ts';
import type { Output } from './io.ts';

/** One line of a terminal; what a client sends can be of any length. */
const MAX_LENGTH = 300;

/**
 * What a mock says while it serves: one line an answer, and the warnings.
 * @param secrets never shown, wherever a request repeats them
 */
export function requestLog(stderr: Output, secrets: readonly string[]) {
  const line = (text: string) => {
    const safe = printable(redact(text, secrets));
    stderr.write(`${safe.length > MAX_LENGTH ? `${safe.slice(0, MAX_LENGTH)}…` : safe}\n`);
  };
  return {
    warning: (message: string) => line(`warning: ${message} (refused with --strict)`),
    answer: ({ method, target, model, status, by }: Answered) => {
      const path = target.split('?', 1)[0];
      const words = [method, path, model, status === 0 ? 'no answer' : String(status), decided(by)];
      line(words.filter((word) => word !== undefined).join(' '));
    },
  };
}

function decided({ kind, text }: Answered['by']): string {
  if (kind === 'refusal') return `refused: ${text}`;
  return kind === 'scenario' ? `scenario: ${text}` : kind;
}
