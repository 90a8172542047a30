import { afterAll, beforeAll, describe, test } from 'vitest';
import { placeOf } from './place.ts';
import { reportResult, secretsOf } from './report/build.ts';
import { renderFinding } from './report/finding.ts';
import type { Check } from './run/check.ts';
import { openSession } from './run/conformance.ts';
import { loadChecks } from './run/load.ts';
import { inPhases, runCheck, seenFrom } from './run/runner.ts';
import { checksFor, type Selection, select } from './run/select.ts';
import type { Session } from './run/session.ts';
import { Unproven } from './run/stop.ts';
import type { Limits } from './run/target.ts';
import { wire } from './run/wiring.ts';
import { type Stand, type StandOptions, setUp } from './stand.ts';
import { credentialOf } from './targets.ts';

/** What to check and how. Without `url`, and without `GATEWAY_CHECK_URL`, the built-in reference gateway. */
export interface ConformanceTestOptions extends StandOptions, Selection {
  readonly limits?: Partial<Limits>;
  readonly seed?: string;
  /** Also the checks that take long by nature. */
  readonly slow?: boolean;
  /** Requests in each format that a provider may bill, where no recording upstream answers. Default: 25. */
  readonly maxBillable?: number;
  /** The upstream's address as the gateway must know it, for the message when it is not wired. */
  readonly upstreamPublic?: string;
}

/** A check has limits of its own, and they end it with an explanation. */
const NO_LIMIT = 0;

/**
 * Declares one vitest test for each check, named by its id. The gateway is wired once, before the first
 * one. A violated MUST fails with what was seen, a violated SHOULD passes with an annotation, and what
 * does not apply is skipped with its reason.
 *
 * Options left out come from the environment: `GATEWAY_CHECK_URL`, `GATEWAY_CHECK_UPSTREAM`
 * (`[host:]port`, or `none`), `GATEWAY_CHECK_API_KEY` or `GATEWAY_CHECK_AUTH_TOKEN`.
 *
 * @example
 * import { conformanceTests } from 'gateway-check/vitest';
 * await conformanceTests({ url: 'http://127.0.0.1:4000', upstream: { host: '127.0.0.1', port: 8788 } });
 */
export async function conformanceTests(options: ConformanceTestOptions = {}): Promise<void> {
  const wanted = { ...fromEnvironment(process.env), ...options };
  const vantage = wanted.upstream === 'none' ? 'client' : 'upstream';
  const checks = seenFrom(vantage, select(await loadChecks(), wanted));
  const { topology = 'relay', edition } = wanted.target ?? {};
  const formats = (wanted.formats ?? [{ format: 'anthropic' as const }]).map((details) => ({
    details,
    checks: inPhases(checksFor({ format: details.format, topology, ...(edition && { edition }) }, checks)),
  }));
  if (formats.every((one) => one.checks.length === 0)) {
    throw new Error('gateway-check: no check matches `only` and `skip`');
  }
  const name = `gateway-check ${wanted.url ?? 'reference gateway'}`;
  for (const { details, checks } of formats) {
    const title = formats.length === 1 ? name : `${name} ${details.format}`;
    describe(title, () => declare({ ...wanted, formats: [details] }, checks));
  }
}

/** One test for each check of one format. */
function declare(wanted: ConformanceTestOptions, checks: readonly Check[]): void {
  let stand: Stand;
  let session: Session;
  beforeAll(async () => {
    stand = await setUp(wanted);
    const {
      targets: [target],
      upstream,
    } = stand;
    const { limits, seed, maxBillable } = wanted;
    session = openSession({
      target,
      ...(upstream && { upstream }),
      ...(limits && { limits }),
      ...(maxBillable !== undefined && { maxBillable }),
      ...(seed !== undefined && { seed }),
    });
    await wire(session, wanted.upstreamPublic).catch((error: unknown) => {
      throw error instanceof Unproven ? new Finding(error.message) : error;
    });
  }, NO_LIMIT);
  afterAll(async () => {
    session?.close();
    await stand?.[Symbol.asyncDispose]();
  });

  for (const check of checks) {
    test(check.id, { timeout: NO_LIMIT }, async (context) => {
      const result = await runCheck(check, session, wanted);
      if (result.status === 'pass') return;
      if (result.status === 'skip') context.skip(result.reason);
      const { target } = session;
      const repeat = () => `vitest run -t '${check.id}'`;
      const finding = renderFinding(reportResult(result, target, secretsOf(target), { repeat }), {
        colour: false,
        width: 100,
      });
      if (result.status === 'warn') await context.annotate(finding, 'warning');
      else throw new Finding(finding);
    });
  }
}

/** Shown by vitest as it is: where in this file it was thrown says nothing about the gateway. */
class Finding extends Error {
  override readonly name = 'gateway-check';
  override readonly stack = '';
}

function fromEnvironment(env: NodeJS.ProcessEnv): ConformanceTestOptions {
  const { GATEWAY_CHECK_URL: url, GATEWAY_CHECK_UPSTREAM: place } = env;
  const credential = credentialOf(env['GATEWAY_CHECK_API_KEY'], env['GATEWAY_CHECK_AUTH_TOKEN']);
  const upstream = place === 'none' ? 'none' : place && placeOf(place);
  if (place && !upstream) throw new Error(`GATEWAY_CHECK_UPSTREAM=${place}: give [host:]port or none`);
  return {
    ...(url && { url }),
    ...(upstream && { upstream }),
    ...(credential && { target: { credential } }),
  };
}
