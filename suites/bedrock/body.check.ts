import {
  bodyChanges,
  type CheckContext,
  check,
  expectKept,
  expectNothingAdded,
  type JsonDifference,
  messagesBody,
} from '../../src/suite.ts';

/** As many as Claude Code sends with a turn. */
const KNOWN = [
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'context-1m-2025-08-07',
  'context-management-2025-06-27',
  'per-turn-control-2026-07-01',
  'mid-conversation-tool-changes-2026-07-01',
  'redact-thinking-2026-02-12',
  'effort-2025-11-24',
];
/** As Bedrock calls it, and as newer SDKs take it over from the header of the Messages API. */
const VERSIONS = ['bedrock-2023-05-31', '2023-06-01', '2026-10-21'];

/** Whether a field of the body that nobody can know arrives. */
async function takesUnknownField(t: CheckContext, stream: boolean): Promise<boolean> {
  const field = t.invent('field');
  const trip = await t.send(t.turn({ stream, body: { [field]: 'kept' } }));
  const isLost = ({ kind, path }: JsonDifference) => kind !== 'added' && path === field;
  return !bodyChanges(trip, t.arrived(trip)).meaning.some(isLost);
}

export default [
  // A value that is lost beside its field is a 400 on every prompt; a value lost alone is a feature off.
  check({
    id: 'bedrock/body/betas',
    title: 'anthropic_beta arrives as the list that was sent, unknown values included',
    requirements: ['BDR-BODY-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const stream of [false, true]) {
        const betas = [t.invent('beta'), ...KNOWN, t.invent('beta')];
        const trip = await t.send(t.turn({ stream, betas }));
        expectKept(t, 'BDR-BODY-01', trip, ['anthropic_beta']);
        expectNothingAdded(t, 'BDR-BODY-01', trip, (path) => path.startsWith('anthropic_beta'));
      }
    },
  }),

  // Without the version Bedrock refuses the request; under another one it may read it by other rules.
  check({
    id: 'bedrock/body/version',
    title: 'anthropic_version arrives as it was sent, in either dialect',
    requirements: ['BDR-BODY-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const anthropic_version of VERSIONS) {
        for (const stream of [false, true]) {
          const trip = await t.send(t.turn({ stream, body: { anthropic_version } }));
          expectKept(t, 'BDR-BODY-02', trip, ['anthropic_version']);
        }
      }
    },
  }),

  // Bedrock takes both from the path and refuses keys that it does not know.
  check({
    id: 'bedrock/body/path-says-it',
    title: 'The body gains neither model nor stream',
    requirements: ['BDR-BODY-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const stream of [false, true]) {
        const arrival = t.arrived(await t.send(t.turn({ stream })));
        const body = messagesBody(arrival);
        for (const key of ['model', 'stream']) {
          t.expect('BDR-BODY-03', !Object.hasOwn(body, key), {
            expected: `no ${key}, since the path says it`,
            actual: JSON.stringify(body[key]),
            where: { exchange: arrival.id, part: 'request-body', path: key },
          });
        }
      }
    },
  }),

  // Requests of other clients are booked to the user that this names.
  check({
    id: 'bedrock/body/user-profile',
    title: 'user_profile_id arrives in the body',
    requirements: ['BDR-BODY-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const user_profile_id = `uprof_${t.invent('word')}`;
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream, body: { user_profile_id } }));
        const { meaning } = bodyChanges(trip, t.arrived(trip));
        const isLost = meaning.some(({ kind, path }) => kind !== 'added' && path === 'user_profile_id');
        if (isLost && !(await takesUnknownField(t, stream))) {
          t.blocked('MSG-BODY-01', 'no field of the body arrives that is not on a list');
        }
        expectKept(t, 'BDR-BODY-05', trip, ['user_profile_id']);
      }
    },
  }),
];
