import type { FormatId } from '../contract/requirement.ts';
import { type Place, placeText } from '../place.ts';
import type { StandOptions } from '../stand.ts';
import type { FormatDetails } from '../targets.ts';
import { baseUrl, formatAndPlace, place } from './parse.ts';
import type { RunOptions } from './run-command.ts';
import { UsageError } from './usage.ts';

/** Where the upstream of a run is, and the formats, of which some may have a port of their own there. */
type Upstream = Pick<StandOptions, 'upstream'> & { readonly formats: readonly FormatDetails[] };

/**
 * Where the upstream is; `--upstream`, `--no-upstream` and `--upstream-url` exclude each other.
 * @throws UsageError for what contradicts itself or names a format that is not checked
 */
export function upstreamOf(options: RunOptions, formats: readonly FormatDetails[]): Upstream {
  const { upstream, noUpstream, upstreamUrl, upstreamKey, controlToken: token } = options;
  const [one, other] = [
    upstreamUrl !== undefined && '--upstream-url',
    upstream !== undefined && '--upstream',
    noUpstream && '--no-upstream',
  ].filter((name) => typeof name === 'string');
  if (one && other) throw new UsageError(`${one} and ${other} exclude each other: give one.`);
  if (token !== undefined && upstreamUrl === undefined) {
    throw new UsageError('--control-token goes with --upstream-url: give both.');
  }
  if (noUpstream) return { upstream: 'none', formats };
  if (upstream !== undefined) return listeningAt(upstream, formats);
  if (upstreamUrl === undefined) return { formats };
  if (upstreamKey !== undefined) {
    throw new UsageError('--upstream-key: a running mock demands what its own --api-key says.');
  }
  if (options.awsAccessKeyId !== undefined) {
    throw new UsageError(
      '--aws-access-key-id: a running mock demands the signatures that its own options say.',
    );
  }
  const url = baseUrl('--upstream-url', upstreamUrl);
  return { upstream: { url, ...(token !== undefined && { token }) }, formats };
}

/** Reads `[host:]port` for every format, and `format=[host:]port` for one. */
function listeningAt(given: readonly string[], formats: readonly FormatDetails[]): Upstream {
  const places = new Map<FormatId | undefined, Place>();
  for (const text of given) {
    const [format, where] = formatAndPlace(text);
    requireChecked(text, format, formats);
    if (places.has(format)) {
      const twice = format === undefined ? 'two ports for every format' : `two ports for ${format}`;
      throw new UsageError(`--upstream ${text}: ${twice}. Give one, or format=[host:]port for each format.`);
    }
    const at = place('--upstream', where);
    if (at.port !== 0 && [...places.values()].some((other) => placeText(other) === placeText(at))) {
      throw new UsageError(
        `--upstream ${text}: given twice. One port serves every format: --upstream ${where}.`,
      );
    }
    places.set(format, at);
  }
  const shared = places.get(undefined);
  return {
    ...(shared && { upstream: shared }),
    formats: formats.map((details) => {
      const own = places.get(details.format);
      return own ? { ...details, upstream: own } : details;
    }),
  };
}

function requireChecked(text: string, format: FormatId | undefined, formats: readonly FormatDetails[]): void {
  if (format === undefined || formats.some((details) => details.format === format)) return;
  throw new UsageError(
    `--upstream ${text}: ${format} is not checked. Add --format ${format}, or leave it out.`,
  );
}
