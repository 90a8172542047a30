import type { FormatId } from '../../contract/requirement.ts';
import { bridge } from '../../mock/bridge/bridge.ts';
import { startGateway } from '../../mock/gateway.ts';
import { managed } from '../../mock/layers/credentials.ts';
import { startMock } from '../../mock/server.ts';
import type { Check } from '../../run/check.ts';
import { conformance } from '../../run/conformance.ts';
import type { Result } from '../../run/result.ts';
import { setUp } from '../../stand.ts';
import { referenceDetails } from '../../targets.ts';
import type { Provider } from '../../wire/capabilities.ts';
import type { Variety } from './variety.ts';

const SECRET = 'gateway-check-made-up-developer-key';

/** What the checks say of a gateway that does this. */
export interface Said {
  /** Why the run ended early, which none should. */
  readonly stopped?: string;
  /** All that failed, warned or broke. */
  readonly offended: readonly Result[];
  readonly passed: number;
}

/** How a gateway is seen that does something in its own way. */
export interface Seeing {
  readonly format: FormatId;
  /** It is a bridge to this provider. */
  readonly to?: Provider;
  /** Answers alone are seen, and a strict mock stands for the genuine API. */
  readonly outside?: boolean;
}

/** Runs all fast checks against the reference gateway, or bridge, that does something in its own way. */
export async function tryVariety(
  { layers = () => [], base = '', target = {} }: Variety,
  checks: readonly Check[],
  { format, to, outside = false }: Seeing,
): Promise<Said> {
  await using mock = await startMock(outside ? { validation: 'strict', lifelike: true, rehearse: true } : {});
  const keys = { accepted: [SECRET], provider: 'a-provider-key' };
  await using gateway = await startGateway({
    upstream: mock.url,
    layers: [managed(keys), ...layers(), ...(to === undefined ? [] : [bridge({ to })])],
  });
  await using stand = await setUp({
    url: gateway.url + base,
    upstream: 'none',
    formats: [{ format }],
    target: referenceDetails({ ...target, ...(to && { topology: 'bridge', upstreamFormat: to }) }),
  });
  const { results, stopped } = await conformance({
    target: stand.targets[0],
    checks: checks.filter(({ slow }) => !slow),
    ...(!outside && { upstream: mock.upstream }),
    limits: { gate: 500, timeout: 10_000, wait: 2_000, recovery: 5_000 },
    seed: 'variety',
  });
  const offended = results.filter(({ status }) => status !== 'pass' && status !== 'skip');
  const passed = results.filter(({ status }) => status === 'pass').length;
  return { offended, passed, ...(stopped && { stopped: stopped.reason }) };
}
