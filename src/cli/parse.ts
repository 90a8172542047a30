import { InvalidArgumentError } from 'commander';
import { type Place, placeOf } from '../place.ts';

/** A whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || !Number.isSafeInteger(number)) {
      throw new InvalidArgumentError(`Give a whole number of at least ${least}.`);
    }
    return number;
  };
}

/** A number above 0, with or without decimals. */
export function positive(text: string): number {
  const number = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || number <= 0) throw new InvalidArgumentError('Give a number above 0.');
  return number;
}

/** Where to listen: `[host:]port`. */
export function place(text: string): Place {
  const found = placeOf(text);
  if (!found) throw new InvalidArgumentError('Give [host:]port, such as 8788 or 0.0.0.0:8788.');
  return found;
}

/** Collects a header line; what `fetch` and Node would refuse is refused here, where it can be explained. */
export function headerLine(text: string, before: readonly HeaderLine[] = []): HeaderLine[] {
  const match = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*$/.exec(text);
  if (!match) throw new InvalidArgumentError("Give 'name: value'.");
  return [...before, [match[1] ?? '', match[2] ?? '']];
}
type HeaderLine = readonly [name: string, value: string];

/** Collects a repeatable option. */
export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

/** The base URL of a gateway: what `ANTHROPIC_BASE_URL` would hold. */
export function baseUrl(text: string): string {
  const problem = urlProblem(text);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return text;
}

/** Why a text is no base URL, with the way out; undefined when it is one. */
export function urlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    const meant = /^[\w.-]+(:\d+)?(\/.*)?$/.test(text) ? `, such as http://${text}` : '';
    return `Give an http:// or https:// address${meant}.`;
  }
  if (url.username !== '' || url.password !== '') {
    return "Leave user and password out; use --header 'authorization: ...'.";
  }
  if (url.search !== '' || url.hash !== '') return 'Leave the query and # out.';
  if (/\/v1\/messages\/?$/.test(url.pathname)) {
    return 'Give the base URL, as in ANTHROPIC_BASE_URL, without /v1/messages.';
  }
  return undefined;
}
