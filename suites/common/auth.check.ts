import {
  betasOf,
  betasWhere,
  type CheckContext,
  type Credential,
  check,
  isServed,
  outcome,
  type RawHeaders,
  type TurnSpec,
} from '../../src/suite.ts';

/** The target's credential; the check ends where there is none. */
function credentialOf(t: CheckContext): Credential {
  return t.target.credential ?? t.skip('the run has no credential to present');
}

/** The same secret in the other header. */
function inOtherHeader({ header, secret }: Credential): Credential {
  return { header: header === 'x-api-key' ? 'authorization' : 'x-api-key', secret };
}

function line({ header, secret }: Credential): readonly [string, string] {
  return [header, header === 'authorization' ? `Bearer ${secret}` : secret];
}

/** Expects a request with the valid credential to be served. */
async function expectAccepted(t: CheckContext, row: 'AUTH-02' | 'AUTH-04', spec: TurnSpec): Promise<void> {
  const { client } = await t.send(t.turn(spec));
  t.expect(row, isServed(client), {
    expected: 'the valid credential is accepted',
    actual: outcome(client),
    where: { exchange: client.id, part: 'status' },
  });
}

/** What Claude Code adds to `anthropic-beta` when the developer is logged in at claude.ai. */
const OAUTH = 'oauth-2025-04-20';

/**
 * Sends what a login at claude.ai sends, with a made-up token.
 * @returns what arrived, and the token's header line; ends the check where the gateway has a credential of its own
 */
async function sendLogin(t: CheckContext) {
  if (t.target.credentialMode !== 'forwarded') t.skip('the gateway has a credential of its own');
  const login = line({ header: 'authorization', secret: `sk-ant-oat01-${t.invent('word')}` });
  const spec: TurnSpec = { credential: 'none', headers: [login], betas: [OAUTH] };
  const arrival = t.arrived(await t.send(t.turn(spec)));
  const has = (name: string, value: string) =>
    arrival.request.headers.some(([key, got]) => key.toLowerCase() === name && got.includes(value));
  return { arrival, has, token: login[1] };
}

export default [
  // A path behind another login than the rest: counts or streams fail for everybody.
  check({
    id: 'common/auth/accepted-on-each-path',
    title: 'The credential of messages is accepted on streams and on counts',
    requirements: ['AUTH-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      credentialOf(t);
      for (const spec of [{ stream: true }, { operation: 'count_tokens' }] as const) {
        const { client } = await t.send(t.turn(spec));
        t.expect('AUTH-01', ![401, 403].includes(client.response.status), {
          expected: 'the credential that is good for messages',
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),

  // The output of an apiKeyHelper stands in both headers on every request.
  check({
    id: 'common/auth/same-key-in-both-headers',
    title: 'The same key in x-api-key and in Authorization is accepted',
    requirements: ['AUTH-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const credential = credentialOf(t);
      const headers: RawHeaders = [line(credential), line(inOtherHeader(credential))];
      await expectAccepted(t, 'AUTH-02', { credential: 'none', headers });
    },
  }),

  // Tools on the newer SDKs send an API key as a bearer token.
  check({
    id: 'common/auth/key-as-bearer',
    title: 'A key that works in x-api-key works in Authorization: Bearer',
    requirements: ['AUTH-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const credential = credentialOf(t);
      if (credential.header === 'authorization') t.skip('the credential of this run is a bearer token');
      await expectAccepted(t, 'AUTH-04', { credential: inOtherHeader(credential) });
    },
  }),

  // A claude.ai login goes through a gateway without a key of its own, or there is no session at all.
  check({
    id: 'common/auth/login-passes-through',
    title: 'The Authorization of a login reaches the upstream, and no other credential',
    requirements: ['AUTH-10'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { arrival, has, token } = await sendLogin(t);
      const isPassed = has('authorization', token);
      if (isPassed && !betasOf(arrival).includes(OAUTH))
        t.blocked('MSG-HDR-03', 'only its OAuth value got lost');

      t.expect('AUTH-10', isPassed && !has('x-api-key', ''), {
        expected: 'Authorization as sent beside the OAuth beta value, and no other credential',
        actual: arrival.request.headers.map(([name]) => name).join(', '),
        where: { exchange: arrival.id, part: 'request-header', path: 'authorization' },
      });
    },
  }),

  // A token without the value is refused, whatever else is right.
  check({
    id: 'common/auth/login-keeps-its-value',
    title: 'The OAuth beta value arrives with the login that it belongs to',
    requirements: ['MSG-HDR-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { arrival, has, token } = await sendLogin(t);
      if (!has('authorization', token)) t.blocked('AUTH-10', 'the login itself got lost');
      t.expect('MSG-HDR-03', betasOf(arrival).includes(OAUTH), {
        expected: `${OAUTH} beside the login`,
        actual: betasOf(arrival).join(', ') || 'no beta value at all',
        where: betasWhere(arrival),
      });
    },
  }),
];
