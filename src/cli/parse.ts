import { type Edition, editions } from '../contract/edition.ts';
import { FORMATS, type FormatId } from '../contract/requirement.ts';
import { type Place, placeOf } from '../place.ts';
import { didYouMean, UsageError } from './usage.ts';

/** The readers of option values. Each takes the option's name for its message, and throws a UsageError. */
type Reader<Value> = (option: string, text: string) => Value;

/** A whole number of at least `least`. */
export function wholeNumber(least: number): Reader<number> {
  return (option, text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || !Number.isSafeInteger(number)) {
      throw refused(option, text, `Give a whole number of at least ${least}.`);
    }
    return number;
  };
}

/** A number above 0, with or without decimals. */
export const positive: Reader<number> = (option, text) => {
  const number = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || number <= 0) throw refused(option, text, 'Give a number above 0.');
  return number;
};

/** A port to listen on; 0 lets the system choose. */
export const port: Reader<number> = (option, text) => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw refused(option, text, 'Give a port from 1 to 65535, or 0 for any that is free.');
  }
  return Number(text);
};

/** Where to listen: `[host:]port`. */
export const place: Reader<Place> = (option, text) => {
  const found = placeOf(text);
  if (!found) throw refused(option, text, 'Give [host:]port, such as 8788 or 0.0.0.0:8788.');
  return found;
};

/** A header line. What Node would refuse to send is refused here, where it can be explained. */
export const headerLine: Reader<readonly [name: string, value: string]> = (option, text) => {
  const match = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*$/.exec(text);
  if (!match) throw refused(option, text, "Give 'name: value'.");
  return [match[1] ?? '', match[2] ?? ''];
};

/** The base URL of a gateway: what `ANTHROPIC_BASE_URL` would hold. */
export const baseUrl: Reader<string> = (option, text) => {
  const problem = urlProblem(text);
  if (problem !== undefined) throw refused(option, text, problem);
  return text;
};

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

function refused(option: string, text: string, wayOut: string): UsageError {
  return new UsageError(`${option} ${text}: ${wayOut}`);
}

/** One of the formats. */
export const formatNamed: Reader<FormatId> = (option, text) => known(option, text, text, FORMATS);

/**
 * The formats of the command line, each once; `all` are all. Undefined when none is given.
 * @throws UsageError for a name that is none of them
 */
export function formatsOf(given: readonly string[] | undefined): readonly FormatId[] | undefined {
  if (given === undefined) return undefined;
  const named = given.map((name) => known('--format', name, name, [...FORMATS, 'all'] as const));
  return [...new Set(named.flatMap((name) => (name === 'all' ? FORMATS : name)))];
}

/**
 * The edition of the contract that is asked for; undefined when none is.
 * @throws UsageError for one that this release does not know
 */
export function editionOf(given: string | undefined): Edition | undefined {
  if (given === undefined) return undefined;
  const found = editions.find(({ id }) => id === given);
  if (found) return found;
  const ids = editions.map(({ id }) => id);
  throw new UsageError(
    `--contract ${given}: this release does not know that edition${didYouMean(given, ids)}. It knows ${ids.join(', ')}.`,
  );
}

/**
 * What is asked for at `--upstream`, `format=[host:]port` or `[host:]port`: the format, undefined for all, and
 * the text of the place.
 * @throws UsageError for a name that is no format
 */
export function formatAndPlace(text: string): readonly [FormatId | undefined, string] {
  const [, name, where = text] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  return [name === undefined ? undefined : known('--upstream', text, name, FORMATS), where];
}

/** The one of `names` that an option's text names. */
function known<Name extends string>(
  option: string,
  text: string,
  name: string,
  names: readonly Name[],
): Name {
  const found = names.find((other) => other === name);
  if (found !== undefined) return found;
  const all = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  throw new UsageError(`${option} ${text}: no such format${didYouMean(name, names)}. There are ${all}.`);
}
