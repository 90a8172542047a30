import {
  bodyChanges,
  type CheckContext,
  check,
  expectKept,
  expectNothingAdded,
  expectServed,
  header,
  isServed,
  type RawHeaders,
  type Trip,
} from '../../src/suite.ts';

/** Body fields that have namesakes among the headers of the Messages API. */
const FIELDS = ['anthropic_beta', 'anthropic_version'];

/** A value without parameters such as a charset, which mean nothing for JSON. */
const bareOf = (value = '') => value.split(';', 1)[0]?.trim();

function touches(trip: Trip, t: CheckContext): boolean {
  const { meaning } = bodyChanges(trip, t.arrived(trip));
  return meaning.some(({ path }) => FIELDS.some((field) => path.startsWith(field)));
}

export default [
  // A guardrail that is not applied is not noticed, and neither is another price.
  check({
    id: 'bedrock/headers/tier-and-guardrail',
    title: 'Service tier, guardrail, accept and content-type headers arrive',
    requirements: ['BDR-HDR-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const sent: RawHeaders = [
        ['X-Amzn-Bedrock-Service-Tier', 'flex'],
        ['X-Amzn-Bedrock-GuardrailIdentifier', `gr${t.invent('word')}`],
        ['X-Amzn-Bedrock-GuardrailVersion', '7'],
        ['accept', 'application/json'],
        ['content-type', 'application/json'],
      ];
      for (const stream of [false, true]) {
        const arrival = t.arrived(await t.send(t.turn({ stream, headers: sent })));
        for (const [name, value] of sent) {
          const arrived = header(arrival.request.headers, name);
          t.expect('BDR-HDR-01', bareOf(arrived) === bareOf(value), {
            expected: `${name}: ${value}`,
            actual: arrived ?? 'no such header',
            where: { exchange: arrival.id, part: 'request-header', path: name },
          });
        }
      }
    },
  }),

  // Claude Code sends both, and the two lists differ on purpose: what the header names is not for Bedrock.
  check({
    id: 'bedrock/headers/beside-the-body',
    title: 'anthropic-beta and anthropic-version headers are tolerated and leave the body alone',
    requirements: ['BDR-HDR-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const headers: RawHeaders = [
        ['anthropic-beta', `claude-code-20250219,${t.invent('beta')}`],
        ['anthropic-version', '2023-06-01'],
      ];
      const lists = [[t.invent('beta'), 'interleaved-thinking-2025-05-14'], []];
      for (const [betas, stream] of lists.flatMap((list) => [
        [list, false] as const,
        [list, true] as const,
      ])) {
        const trip = await t.send(t.turn({ betas, stream, headers }));
        const [arrival] = trip.arrivals;
        if (arrival?.response.status === 403) t.blocked('BDR-HDR-02', 'the upstream refuses the signature');
        const control = await t.send(t.turn({ betas, stream }));
        if (!isServed(control.client) || touches(control, t)) {
          t.blocked('BDR-BODY-01', 'the body arrives altered without these headers, too');
        }
        expectServed(t, 'BDR-HDR-03', trip, 'a request with anthropic-beta and anthropic-version headers');
        expectKept(t, 'BDR-HDR-03', trip, FIELDS);
        expectNothingAdded(t, 'BDR-HDR-03', trip, (path) => path.startsWith('anthropic_beta'));
      }
    },
  }),
];
