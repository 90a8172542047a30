import { createHash } from 'node:crypto';
import {
  type CheckContext,
  check,
  type Exchange,
  expectServed,
  header,
  outcome,
  type ProbeRequest,
  type RawHeaders,
  refusedTrips,
  type TurnSpec,
} from '../../src/suite.ts';

const SERVICE = 'aws-external-anthropic';
/** An `authorization` that was signed for AWS, with the service of its scope. */
const SIGNATURE = /^AWS4-HMAC-SHA256 .*Credential=[^/,\s]+\/\d{8}\/[^/,\s]+\/([^/,\s]+)\/aws4_request/;
/** What the client signs beside `host`, which no two addresses share. */
const COVERED = ['anthropic-version', 'content-type', 'x-amz-content-sha256', 'x-amz-date'];

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Why the platform would refuse the credential of what arrived, as far as it shows without the key. */
function credentialProblem({ request, response }: Exchange): string | undefined {
  if (response.status === 401 || response.status === 403) return 'one that the upstream refused';
  const authorization = header(request.headers, 'authorization') ?? '';
  const [, service] = SIGNATURE.exec(authorization) ?? [];
  if (service === undefined) {
    return header(request.headers, 'x-api-key') ? undefined : 'neither a signature nor x-api-key';
  }
  if (service !== SERVICE) return `a signature for the service ${service}`;
  const signed = /SignedHeaders=([^,\s]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const gone = signed.find((name) => header(request.headers, name) === undefined);
  if (gone !== undefined) return `a signature over ${gone}, which is not there`;
  const claimed = header(request.headers, 'x-amz-content-sha256') ?? '';
  const isOther = /^[0-9a-f]{64}$/.test(claimed) && claimed !== sha256(request.body);
  return isOther ? 'a signature over another body' : undefined;
}

function expectCredential(t: CheckContext, arrival: Exchange): void {
  const problem = credentialProblem(arrival);
  t.expect('CPA-02', problem === undefined, {
    expected: `a signature for ${SERVICE} that fits the request, or a key in x-api-key`,
    actual: problem ?? 'one of them',
    where: { exchange: arrival.id, part: 'request-header', path: 'authorization' },
  });
}

/** Requests that differ in what a signature covers: path, query, headers, body. */
function probes(t: CheckContext): readonly TurnSpec[] {
  return [
    {},
    { stream: true },
    { operation: 'count_tokens' },
    { query: `?beta=true&${t.invent('field')}=a%20b` },
    { headers: [[`x-${t.invent('header')}`, 'two  blanks']] },
    { body: { system: [{ type: 'text', text: 'Grüße, 漢字 🦀 \u2028 </tag>' }] } },
  ];
}

/** The request with a signature as the client makes it; it is made up, as nobody here has the key to look. */
function signed(t: CheckContext, request: ProbeRequest): ProbeRequest {
  const scope = `AKIDEXAMPLE/20261123/us-east-1/${SERVICE}/aws4_request`;
  const covers = [...COVERED, 'host'].sort().join(';');
  const own: RawHeaders = [
    ['x-amz-content-sha256', sha256(request.body ?? '')],
    ['x-amz-date', '20261123T141839Z'],
    [
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${covers}, Signature=${sha256(t.invent('word'))}`,
    ],
  ];
  return { ...request, headers: [...request.headers, ...own] };
}

export default [
  // The platform refuses a signature that does not fit, on every turn; and the developers of a gateway that
  // holds the credential sign nothing.
  check({
    id: 'aws/credential/fits-the-request',
    title: 'An unsigned request is served and arrives signed as it is, or with a key',
    requirements: ['CPA-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const isForwarded = t.target.credentialMode === 'forwarded';
      const key = { header: 'x-api-key', secret: t.invent('word') } as const;
      const [plain, ...others] = probes(t).map((spec) =>
        t.turn({ ...spec, ...(isForwarded && { credential: key }) }),
      );
      if (!plain) return;
      const trip = await t.send(plain);
      expectCredential(t, t.arrived(trip));
      expectServed(t, 'CPA-02', trip, 'a request without a signature');
      for (const request of others) {
        const { arrivals } = await t.send(request);
        if (arrivals[0]) expectCredential(t, arrivals[0]);
      }
    },
  }),

  // Each edit of what it covers breaks the signature that the client made; Host is up to where the proxy stands.
  check({
    id: 'aws/credential/signature-passes',
    title: 'A plain proxy passes a signature on with all that it covers',
    requirements: ['CPA-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      if (t.target.credentialMode !== 'forwarded') t.skip('the gateway has a credential of its own');
      for (const spec of probes(t)) {
        const request = signed(t, t.turn({ ...spec, credential: 'none' }));
        const trip = await t.send(request);
        const [arrival] = spec.operation ? trip.arrivals : [t.arrived(trip)];
        if (!arrival) continue;
        expectCredential(t, arrival);
        for (const name of ['authorization', ...COVERED]) {
          const isKept = header(arrival.request.headers, name) === header(request.headers, name);
          t.expect('CPA-02', isKept, {
            expected: `${name} as signed`,
            actual: isKept ? 'the same' : 'another value, or none',
            where: { exchange: arrival.id, part: 'request-header', path: name },
          });
        }
        t.expect('CPA-02', arrival.request.target.endsWith(request.target), {
          expected: `path and query as signed: ${request.target}`,
          actual: arrival.request.target,
          where: { exchange: arrival.id, part: 'request-line' },
        });
      }
    },
  }),

  // On a 401 the client signs in to AWS again, and the session goes on.
  check({
    id: 'aws/credential/expired-stays-401',
    title: 'The 401 for an expired credential of the developer arrives as 401',
    requirements: ['CPA-03'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      if (t.target.credentialMode !== 'forwarded') t.skip('the gateway has a credential of its own');
      const message = 'The security token included in the request is expired';
      const refusal = { status: 401, error: { type: 'authentication_error', message } };
      for (const { client } of await refusedTrips(t, refusal)) {
        t.expect('CPA-03', client.response.status === 401, {
          expected: 'status 401',
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),
];
