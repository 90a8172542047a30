import type { Answer } from './scenario.ts';

/** What stands before the answer in the line of a prompt that asks for it. */
const CUE = 'gateway-check answer:';

/** The line of a prompt that asks for these answers: the first for the first request with it, and so on. */
export function cueFor([first, ...more]: readonly [Answer, ...Answer[]]): string {
  return `${CUE} ${JSON.stringify(more.length === 0 ? first : [first, ...more])}`;
}

/** What a prompt asks to be answered with, as JSON that is still to be read; undefined when it asks for nothing. */
export function cueIn(prompt: string): string | undefined {
  const at = prompt.indexOf(CUE);
  return at < 0 ? undefined : prompt.slice(at + CUE.length).split('\n', 1)[0];
}
