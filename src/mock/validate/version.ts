import { header, type RawHeaders } from '../../wire/headers.ts';
import { flaw, novelty } from './front-end.ts';
import type { Problem } from './issues.ts';

/** Valid versions; 2023-01-01 is the first one and was never withdrawn. */
const KNOWN = ['2023-01-01', '2023-06-01', '2026-10-21'];
/** From this version on the sampling parameters and a few old forms of blocks are gone. */
const WITHOUT_SAMPLING = '2026-10-21';

/** The version of a request, and what is wrong with it. A later date than any known one is a novelty. */
export interface Version {
  readonly isNew: boolean;
  readonly problem?: Problem | undefined;
}

/** Reads `anthropic-version`. Two lines count as one value with a comma, and that is no version. */
export function headerVersion(headers: RawHeaders): Version {
  const value = header(headers, 'anthropic-version');
  if (value === undefined) return { isNew: false, problem: flaw('anthropic-version: header is required') };
  return judged(value, `anthropic-version: "${value}" is not a valid version`);
}

/**
 * Reads the `anthropic_version` of a body, where other platforms have it.
 * @param own what the platform calls its first version
 */
export function bodyVersion(value: unknown, own: string): Version {
  if (value === undefined) return { isNew: false, problem: flaw('anthropic_version: Field required') };
  if (typeof value !== 'string') {
    return { isNew: false, problem: flaw('anthropic_version: Input should be a valid string') };
  }
  return value === own ? { isNew: false } : judged(value, `Invalid API version: ${value}`);
}

function judged(value: string, refusal: string): Version {
  if (KNOWN.includes(value)) return { isNew: value >= WITHOUT_SAMPLING };
  const isLater = /^\d{4}-\d\d-\d\d$/.test(value) && value > WITHOUT_SAMPLING;
  return { isNew: isLater, problem: isLater ? novelty(refusal) : flaw(refusal) };
}
