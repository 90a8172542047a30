import { header, type RawHeaders } from '../../wire/headers.ts';

/** Valid versions; 2023-01-01 is the first one and was never withdrawn. */
const KNOWN = ['2023-01-01', '2023-06-01', '2026-10-21'];
/** From this version on the sampling parameters and a few old forms of blocks are gone. */
const WITHOUT_SAMPLING = '2026-10-21';

/** The version of a request, or why it has none that is valid. */
export type Version =
  | { readonly ok: true; readonly isNew: boolean }
  /** `isNovelty`: a later date than any known one, which a newer client may rightly send. */
  | { readonly ok: false; readonly message: string; readonly isNovelty: boolean };

/** Reads `anthropic-version`. Two lines count as one value with a comma, and that is no version. */
export function versionOf(headers: RawHeaders): Version {
  const value = header(headers, 'anthropic-version');
  if (value === undefined)
    return { ok: false, message: 'anthropic-version: header is required', isNovelty: false };
  if (KNOWN.includes(value)) return { ok: true, isNew: value >= WITHOUT_SAMPLING };
  const isNovelty = /^\d{4}-\d\d-\d\d$/.test(value) && value > WITHOUT_SAMPLING;
  return { ok: false, message: `anthropic-version: "${value}" is not a valid version`, isNovelty };
}
