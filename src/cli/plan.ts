import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { ConformanceOptions } from '../run/conformance.ts';
import type { Credential, Target } from '../run/target.ts';
import { credentialOf, type StandOptions, type TargetDetails } from '../stand.ts';
import { readNamed } from './files.ts';
import type { RunOptions } from './run-command.ts';
import { loadTarget } from './target-file.ts';
import { didYouMean, UsageError } from './usage.ts';

/** What a run is to do, everything checked and read. */
export interface Plan {
  readonly stand: StandOptions;
  readonly run: Pick<
    ConformanceOptions,
    'limits' | 'seed' | 'concurrency' | 'rate' | 'slow' | 'upstreamPublic'
  >;
  /** Credentials that the target does not hold. */
  readonly secrets: readonly string[];
}

type Environment = { readonly [name: string]: string | undefined };

const LATER = ['bedrock', 'vertex', 'foundry', 'aws', 'mantle', 'all'];

/**
 * Brings command line, environment and target file together; the command line wins.
 * @throws UsageError for what contradicts itself or cannot be read
 */
export async function plan(given: string | undefined, options: RunOptions, env: Environment): Promise<Plan> {
  refuseFormat(options.format);
  const file = options.target === undefined ? undefined : await loadTarget(options.target, env);
  const url = given ?? file?.url;
  const { concurrency, rate, seed, slow, upstreamPublic, upstreamKey } = options;
  const upstream = options.upstream === false ? 'none' : options.upstream;
  const tls = await tlsOf(options);
  const credential = chosenCredential(options, env);
  const details: TargetDetails = {
    ...file?.details,
    ...(credential && { credential }),
    ...(options.model !== undefined && { model: options.model }),
    ...(options.header && { headers: options.header }),
    tls,
  };
  return {
    stand: {
      ...(url !== undefined && { url }),
      target: details,
      ...(upstream && { upstream }),
      ...(upstreamKey !== undefined && { upstreamKey }),
    },
    run: {
      limits: limitsOf(options),
      ...(seed !== undefined && { seed }),
      ...(concurrency !== undefined && { concurrency }),
      ...(rate !== undefined && { rate }),
      ...(slow !== undefined && { slow }),
      ...(upstreamPublic !== undefined && { upstreamPublic }),
    },
    secrets: upstreamKey === undefined ? [] : [upstreamKey],
  };
}

function refuseFormat(format: string | undefined): void {
  if (format === undefined || format === 'anthropic') return;
  if (LATER.includes(format)) {
    throw new UsageError(
      `--format ${format}: not in this release, which checks the Messages format (anthropic).`,
    );
  }
  throw new UsageError(`--format ${format}: no such format${didYouMean(format, ['anthropic', ...LATER])}.`);
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

function limitsOf({ timeout, gate, wait, recovery }: RunOptions): NonNullable<ConformanceOptions['limits']> {
  return {
    ...(timeout !== undefined && { timeout }),
    ...(gate !== undefined && { gate }),
    ...(wait !== undefined && { wait: wait * 1000 }),
    ...(recovery !== undefined && { recovery: recovery * 1000 }),
  };
}

async function tlsOf({ ca, clientCert, clientKey }: RunOptions): Promise<NonNullable<Target['tls']>> {
  if ((clientCert === undefined) !== (clientKey === undefined)) {
    throw new UsageError('--client-cert and --client-key belong together: give both.');
  }
  const certificate = (text: string) => new X509Certificate(text);
  const trusted = ca === undefined ? {} : { ca: await pem('--ca', ca, certificate) };
  if (clientCert === undefined || clientKey === undefined) return trusted;
  const cert = await pem('--client-cert', clientCert, certificate);
  const key = await pem('--client-key', clientKey, createPrivateKey);
  if (!certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new UsageError(`--client-key ${clientKey}: not the key of the certificate in ${clientCert}.`);
  }
  return { ...trusted, cert, key };
}

/** The text of a PEM file that `parse` can read. */
async function pem(option: string, path: string, parse: (pem: string) => unknown): Promise<string> {
  const text = (await readNamed(option, path)).toString('utf8');
  try {
    parse(text);
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${option} ${path}: no usable PEM text in it (${told}).`);
  }
  return text;
}
