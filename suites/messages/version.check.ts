import {
  type CheckContext,
  check,
  type Exchange,
  expectServed,
  headerValues,
  type Trip,
  type TurnSpec,
} from '../../src/suite.ts';

/** Sends one version and gives the arrival with what stands in its version header. */
async function received(t: CheckContext, version: string, spec: TurnSpec): Promise<Received> {
  const trip = await t.send(t.turn({ ...spec, headers: [['anthropic-version', version]] }));
  const arrival = t.arrived(trip);
  return { trip, arrival, values: headerValues(arrival.request.headers, 'anthropic-version') };
}

interface Received {
  readonly trip: Trip;
  readonly arrival: Exchange;
  readonly values: readonly string[];
}

function seen({ arrival, values }: Received, expected: string) {
  return {
    expected: `once ${expected}`,
    actual: values.length > 0 ? values.join(' and ') : 'no anthropic-version header',
    where: { exchange: arrival.id, part: 'request-header', path: 'anthropic-version' },
  } as const;
}

export default [
  // Without the header every turn is a 400.
  check({
    id: 'messages/version/forwarded',
    title: 'anthropic-version arrives with the value Claude Code sends',
    requirements: ['MSG-HDR-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const version = '2023-06-01';
      for (const stream of [false, true]) {
        const found = await received(t, version, { stream });
        t.expect('MSG-HDR-06', found.values.join() === version, seen(found, version));
      }
    },
  }),

  // A constant date looks right until a client sends the other one; then its fields are refused.
  check({
    id: 'messages/version/not-pinned',
    title: 'anthropic-version arrives with the newer value that SDKs send',
    requirements: ['MSG-HDR-07', 'DRIFT-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const version = '2026-10-21';
      // The formats of the cloud providers have the version in the body, too; Bedrock needs no header.
      const body = ['bedrock', 'vertex'].includes(t.format) ? { anthropic_version: version } : {};
      for (const stream of [false, true]) {
        const found = await received(t, version, { body, stream });
        const isLost = found.values.length === 0 && t.format !== 'bedrock';
        if (isLost) t.blocked('MSG-HDR-06', 'no version arrives');
        t.expect('MSG-HDR-07', found.values.join() === version, seen(found, version));
        expectServed(t, 'DRIFT-02', found.trip, `a request under ${version}`);
      }
    },
  }),
];
