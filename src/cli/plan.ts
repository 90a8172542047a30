import type { FormatId } from '../contract/requirement.ts';
import type { ConformanceOptions } from '../run/conformance.ts';
import type { Credential } from '../run/target.ts';
import type { StandOptions } from '../stand.ts';
import { credentialOf, type FormatDetails, type TargetDetails } from '../targets.ts';
import { awsKeysOf, requireSigned } from './aws-keys.ts';
import { topologyOf } from './bridging.ts';
import { baseUrl, editionOf, formatsOf, headerLine, positive, wholeNumber } from './parse.ts';
import type { RunOptions } from './run-command.ts';
import { loadTarget, type TargetFile } from './target-file.ts';
import { tlsOf } from './tls.ts';
import { upstreamOf } from './upstream.ts';
import { UsageError } from './usage.ts';

/** What a run is to do, everything checked and read. */
export interface Plan {
  readonly stand: StandOptions;
  readonly run: Pick<
    ConformanceOptions,
    'limits' | 'seed' | 'concurrency' | 'rate' | 'maxBillable' | 'slow' | 'upstreamPublic'
  >;
  /** Credentials that the target does not hold. */
  readonly secrets: readonly string[];
}

type Environment = { readonly [name: string]: string | undefined };

/**
 * Brings command line, environment and target file together; the command line wins.
 * @throws UsageError for what contradicts itself or cannot be read
 */
export async function plan(given: string | undefined, options: RunOptions, env: Environment): Promise<Plan> {
  const wanted = formatsOf(options.format);
  const edition = editionOf(options.contract);
  const file = options.target === undefined ? undefined : await loadTarget(options.target, env);
  const formats = (wanted ?? declaredBy(file) ?? ['anthropic']).map((format) =>
    detailsOf(format, file?.formats ?? [], options.model),
  );
  if (given === undefined) requireUrls(formats, file, options.target);
  const url = given === undefined ? formats[0]?.url : baseUrl('url', given);
  const { concurrency, rate, maxBillable, seed, slow, upstreamPublic, upstreamKey, controlToken, header } =
    options;
  const tls = await tlsOf(options);
  const credential = chosenCredential(options, env);
  const sigv4 = awsKeysOf(options, env);
  const topology = topologyOf(
    options,
    file?.details,
    formats.map(({ format }) => format),
  );
  if (sigv4) requireSigned([...formats.map(({ format }) => format), topology.upstreamFormat]);
  const details: TargetDetails = {
    ...file?.details,
    ...(credential && { credential }),
    ...(header && { headers: header.map((line) => headerLine('--header', line)) }),
    ...topology,
    ...(edition && { edition }),
    ...(options.http2 && { http2: true }),
    tls,
  };
  return {
    stand: {
      ...(url !== undefined && { url }),
      target: details,
      ...upstreamOf(options, given === undefined ? formats : formats.map(({ url: _, ...served }) => served)),
      ...(upstreamKey !== undefined && { upstreamKey }),
      ...(sigv4 && { sigv4 }),
    },
    run: {
      limits: limitsOf(options),
      ...(seed !== undefined && { seed }),
      ...(concurrency !== undefined && { concurrency: wholeNumber(1)('--concurrency', concurrency) }),
      ...(rate !== undefined && { rate: positive('--rate', rate) }),
      ...(maxBillable !== undefined && { maxBillable: wholeNumber(1)('--max-billable', maxBillable) }),
      ...(slow !== undefined && { slow }),
      ...(upstreamPublic !== undefined && {
        upstreamPublic: baseUrl('--upstream-public', upstreamPublic),
      }),
    },
    secrets: [upstreamKey, controlToken, sigv4?.secretAccessKey, sigv4?.sessionToken].filter(
      (secret) => secret !== undefined,
    ),
  };
}

/** The formats that a target file names; undefined when it names none. */
function declaredBy(file: TargetFile | undefined): readonly FormatId[] | undefined {
  const formats = file?.formats.map(({ format }) => format) ?? [];
  return formats.length > 0 ? formats : undefined;
}

/** What the target file says of a format; the command line's model goes before it. */
function detailsOf(
  format: FormatId,
  known: readonly FormatDetails[],
  model: string | undefined,
): FormatDetails {
  const declared = known.find((other) => other.format === format) ?? { format };
  return model === undefined ? declared : { ...declared, model };
}

/** A target file names where each format is served, or leaves that to the command line. */
function requireUrls(
  formats: readonly FormatDetails[],
  file: TargetFile | undefined,
  path: string | undefined,
): void {
  const isServed = file?.formats.some(({ url }) => url !== undefined) ?? false;
  const without = isServed ? formats.find(({ url }) => url === undefined) : undefined;
  if (!without) return;
  throw new UsageError(
    `--target ${path}: formats.${without.format} has no url, but another format has. Give each its own, or one for all on the command line.`,
  );
}

/** The credential to send; one of the command line goes before those of the environment. */
function chosenCredential(options: RunOptions, env: Environment): Credential | undefined {
  const told = options.apiKey !== undefined || options.authToken !== undefined;
  try {
    return told
      ? credentialOf(options.apiKey, options.authToken)
      : credentialOf(env['GATEWAY_CHECK_API_KEY'], env['GATEWAY_CHECK_AUTH_TOKEN']);
  } catch {
    const names = told ? '--api-key and --auth-token' : 'GATEWAY_CHECK_API_KEY and GATEWAY_CHECK_AUTH_TOKEN';
    throw new UsageError(`${names} are both given. Claude Code sends one credential: give one.`);
  }
}

function limitsOf(options: RunOptions): NonNullable<ConformanceOptions['limits']> {
  const { timeout, gate, wait, recovery } = options;
  return {
    ...(timeout !== undefined && { timeout: wholeNumber(1)('--timeout', timeout) }),
    ...(gate !== undefined && { gate: wholeNumber(1)('--gate', gate) }),
    ...(wait !== undefined && { wait: 1000 * wholeNumber(0)('--wait', wait) }),
    ...(recovery !== undefined && { recovery: 1000 * wholeNumber(0)('--recovery', recovery) }),
  };
}
