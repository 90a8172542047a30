import {
  type Answer,
  answerBytes,
  answerJson,
  type CheckContext,
  check,
  type Exchange,
  errorMisfit,
  header,
  listRequests,
  outcome,
  type Trip,
} from '../../src/suite.ts';

/** Ways in which an upstream can fail before it answers. */
const FAILURES: readonly Answer[] = [{ end: 'reset' }, { end: 'cut' }];

/** The formats whose errors have the shape of the Messages API, whoever makes them. */
const MESSAGES_FORMATS = ['anthropic', 'foundry', 'aws', 'mantle'];

/** An upstream that does answer, with an error of the API. */
const BROKEN = { status: 500, error: { type: 'api_error', message: 'Internal server error' } };

/** Far from the noise of any machine, and far below the client's patience. */
const QUICK = 10_000;

/** The provider's word on the gateway's own key; many gateways make an error of their own of it. */
const REFUSALS: readonly Answer[] = [
  { status: 401, error: { type: 'authentication_error', message: 'invalid x-api-key' } },
  { status: 403, error: { type: 'permission_error', message: 'This key may not use the model.' } },
];

/** A shorter key, such as `test`, may well stand in an error as an ordinary word. */
const SHORTEST_SECRET = 12;

/** The credentials of a request that arrived at the provider. */
function keysOf({ request }: Exchange): string[] {
  return ['x-api-key', 'authorization'].flatMap(
    (name) => header(request.headers, name)?.replace(/^Bearer /i, '') ?? [],
  );
}

/** The headers and the body of an answer. */
function allOf(exchange: Exchange): string {
  return JSON.stringify(exchange.response.headers) + answerBytes(exchange).toString('utf8');
}

async function fail(t: CheckContext, answer: Answer): Promise<Trip> {
  const trip = await t.send(t.turn(), answer);
  t.arrived(trip);
  return trip;
}

export default [
  // A 5xx is retried and explained, and a connection that closes is retried, too: proxies hand that on when it
  // happens on a kept connection. A 200 without a message, or silence, is neither.
  check({
    id: 'common/unreachable/error-status',
    title: 'An upstream that does not answer gives a 5xx, or a closed connection',
    requirements: ['ERR-14'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      for (const failure of FAILURES) {
        const { client } = await fail(t, failure);

        const { status } = client.response;
        const isClosed = status === 0 && (client.ended === 'refused' || client.ended === 'reset');
        t.expect('ERR-14', status >= 500 || isClosed, {
          expected: 'a 5xx, or a closed connection, when the upstream closes without an answer',
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),

  // An HTML page is shown as text, a slow error is waited for.
  check({
    id: 'common/unreachable/quick-json',
    title: 'That error comes within seconds, in JSON, and for Messages in its error shape',
    requirements: ['ERR-14b'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      for (const failure of FAILURES) {
        const { client } = await fail(t, failure);

        // No client reads the shape of such an error in the other formats.
        const isShaped = !MESSAGES_FORMATS.includes(t.format) || errorMisfit(client) === undefined;
        t.expect('ERR-14b', answerJson(client) !== undefined && isShaped, {
          expected: 'an error in JSON, in the error shape of the Messages format where that is spoken',
          actual: outcome(client),
          where: { exchange: client.id, part: 'response-body' },
        });
        t.expect('ERR-14b', client.endedMs < QUICK, {
          expected: `an error within ${QUICK} ms`,
          actual: `after ${Math.round(client.endedMs)} ms`,
          where: { exchange: client.id, part: 'connection' },
        });
      }
    },
  }),

  // A page of the proxy hides status and cause: the terminal shows its title, or raw tags.
  check({
    id: 'common/unreachable/never-html',
    title: "None of the gateway's own errors is HTML",
    requirements: ['ERR-16'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const lost = t.bare('GET', `/v1/${t.invent('word')}`, 'other');
      const wrongMethod = t.bare('GET', t.turn({ query: '' }).target, 'other');
      const trips = [
        await fail(t, { end: 'cut' }),
        await fail(t, BROKEN),
        await t.send(lost),
        await t.send(wrongMethod),
      ];
      for (const { client } of trips) {
        const type = header(client.response.headers, 'content-type') ?? '';
        const isHtml =
          /html/i.test(type) || /^\s*<(!doctype|html)/i.test(answerBytes(client).toString('latin1', 0, 200));
        t.expect('ERR-16', !isHtml, {
          expected: 'an answer that is not HTML',
          actual: outcome(client),
          where: { exchange: client.id, part: 'response-header', path: 'content-type' },
        });
      }
    },
  }),

  // What an error repeats stands on every screen and in every log: a key there is everybody's key.
  check({
    id: 'common/unreachable/shows-no-secret',
    title: "No answer shows the gateway's credential or the headers of the request",
    requirements: ['RSP-09'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const word = t.invent('word').repeat(2);
      const headers = [[`x-${t.invent('header')}`, word]] as const;
      const secrets = new Set([word, t.target.credential?.secret ?? word]);
      const trips: Trip[] = [];
      for (const answer of [t.reply(), ...REFUSALS, ...FAILURES]) {
        const trip = await t.send(t.turn({ headers }), answer);
        for (const key of keysOf(t.arrived(trip))) secrets.add(key);
        trips.push(trip);
      }
      trips.push(
        await t.send(t.turn({ headers, stream: true })),
        await t.send(t.turn({ headers, operation: 'count_tokens' })),
      );
      for (const request of listRequests(t, { headers })) trips.push(await t.send(request));
      for (const trip of trips) {
        // A refusal of a signature by AWS quotes what was signed: these are the words of the upstream.
        const said = trip.arrivals.map(allOf).join();
        const seen = allOf(trip.client);
        const shown = [...secrets].filter(
          (secret) => secret.length >= SHORTEST_SECRET && seen.includes(secret) && !said.includes(secret),
        );
        t.expect('RSP-09', shown.length === 0, {
          expected: 'an answer without the credential and without headers of the request',
          actual: shown.includes(word) ? 'it repeats a header of the request' : 'it shows a credential',
          where: { exchange: trip.client.id, part: 'response-body' },
        });
      }
    },
  }),
];
