import {
  betasOf,
  betasWhere,
  bodyChanges,
  type CheckContext,
  check,
  countMisfit,
  countOf,
  type Exchange,
  expectKept,
  expectNothingAdded,
  header,
  isServed,
  messagesBody,
  modelOf,
  modelWhere,
  outcome,
  type Trip,
  type TurnSpec,
} from '../../src/suite.ts';

/** Clean ways to say that there is no token counting. */
const NOT_SERVED = [404, 405, 501];
/** The later of the two in use: one that is pinned to the other shows. */
const VERSION = '2026-10-21';
const OWN_COUNT = 'the gateway counts by itself';

/** Counts through the gateway; the upstream gives `tokens`. */
function count(t: CheckContext, tokens: number, spec: TurnSpec = {}): Promise<Trip> {
  return t.send(t.turn({ operation: 'count_tokens', ...spec }), { input_tokens: tokens });
}

/** The same; ends the check where counting is not served. */
async function servedCount(t: CheckContext, tokens: number, spec: TurnSpec = {}): Promise<Trip> {
  const trip = await count(t, tokens, spec);
  if (NOT_SERVED.includes(trip.client.response.status)) t.skip('the gateway serves no token counting');
  return trip;
}

/** Twenty counts at once and a message behind them: what the gateway itself throttled, and the message. */
async function throttledBehindCounts(t: CheckContext) {
  const requests = Array.from({ length: 20 }, () => t.turn({ operation: 'count_tokens' }));
  const counts = await Promise.all(requests.map((request) => t.open(request, { input_tokens: 12 }, 'show')));
  const trips = await Promise.all(counts.map((live) => live.finish()));
  const last = await (await t.open(t.turn(), undefined, 'show')).finish();
  const throttled = [...trips, last].filter(
    ({ client, arrivals }) => client.response.status === 429 && !arrivals[0],
  );
  return { throttled, last: last.client };
}

/** What is counted: an entry more is a wrong number. */
function isPrompt(path: string): boolean {
  return /^(system|messages|tools)\b/.test(path);
}

export default [
  // Without it /context shows an estimate; with a wrong path it shows one after an error.
  check({
    id: 'messages/count-tokens/returns-a-count',
    title: 'count_tokens answers with a number',
    requirements: ['CNT-01'],
    vantage: 'upstream',
    needs: ['count_tokens'],
    disturbs: 'none',
    async run(t) {
      const isDeclared = t.target.features.count_tokens === 'yes';
      const trip = await (isDeclared ? count(t, 4_711) : servedCount(t, 4_711));

      const { client } = trip;
      const misfit = countMisfit(client);
      t.expect('CNT-01', client.response.status === 200 && misfit === undefined, {
        expected: 'status 200 and {"input_tokens": n}',
        actual: `${misfit ?? ''} ${outcome(client)}`.trim(),
        where: { exchange: client.id, part: 'response-body' },
      });
    },
  }),

  // The client sends 25 counts at once and waits for them: anything but a number or a clear no is in the way.
  check({
    id: 'messages/count-tokens/number-or-clear-no',
    title: 'count_tokens is answered with a count or refused with 404, 405 or 501',
    requirements: ['CNT-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { client } = await count(t, 12);

      const { status } = client.response;
      const isCount = status === 200 && countMisfit(client) === undefined;
      t.expect('CNT-02', isCount || NOT_SERVED.includes(status), {
        expected: 'a count with status 200, or 404, 405 or 501',
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),

  // Counting by a message with max_tokens 1 works, and is billed 25 times for each /context.
  check({
    id: 'messages/count-tokens/never-generates',
    title: 'A count causes no request on the message path of the upstream',
    requirements: ['CNT-02b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await count(t, 12);

      const generated = trip.sideCalls.filter(({ operation }) => operation === 'messages');
      t.expect('CNT-02b', generated.length === 0, {
        expected: 'no message request for a count',
        actual: `${generated.length} message requests`,
        where: { exchange: generated[0]?.id ?? trip.client.id, part: 'request-line' },
      });
    },
  }),

  // Tools and system blocks are most of a context: a count without them is too low by most of it.
  check({
    id: 'messages/count-tokens/forwards-all',
    title: 'A count forwards its headers and body and gains no max_tokens',
    requirements: ['CNT-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const beta = t.invent('beta');
      const input_schema = { type: 'object', properties: { command: { type: 'string' } } };
      const body = {
        system: [{ type: 'text', text: 'You count.', cache_control: { type: 'ephemeral' } }],
        tools: [
          { name: t.invent('tool'), description: 'Runs.', input_schema },
          { type: 'custom', name: t.invent('tool'), input_schema },
        ],
        thinking: { type: 'adaptive' },
        [t.invent('field')]: { kept: true },
      };
      const betas = ['token-counting-2024-11-01', beta];
      const headers = [['anthropic-version', VERSION]] as const;
      const trip = await servedCount(t, 12, { body, betas, headers });
      if (isServed(trip.client) && trip.arrivals.length === 0) t.skip(OWN_COUNT);
      const arrival = t.arrived(trip);
      // What messages lose, too, is told once, by the rows about headers and bodies.
      const message = await t.send(t.turn({ body, betas, headers }));
      const inMessage = t.arrived(message);
      const isLost = bodyChanges(message, inMessage).meaning.some(
        ({ kind, path }) => kind !== 'added' || isPrompt(path),
      );
      if (isLost || !betasOf(inMessage).includes(beta)) t.blocked('MSG-BODY-01', 'messages lose the same');

      expectKept(t, 'CNT-03', trip, ['']);
      expectNothingAdded(t, 'CNT-03', trip, (path) => path === 'max_tokens' || isPrompt(path));
      const { model } = messagesBody(trip.client);
      // Bedrock has it in the path of both; a mapping is that of messages, and judged there.
      if (model !== undefined && modelOf(inMessage) === model) {
        t.expect('CNT-03', modelOf(arrival) === model, {
          expected: `${model}, as it arrives with messages`,
          actual: modelOf(arrival) ?? 'no model',
          where: modelWhere(arrival),
        });
      }
      const version = ({ request }: Exchange) => header(request.headers, 'anthropic-version');
      if (t.format !== 'bedrock' && version(inMessage) === VERSION) {
        t.expect('CNT-03', version(arrival) === VERSION, {
          expected: `anthropic-version: ${VERSION}, as it arrives with messages`,
          actual: version(arrival) ?? 'no such header',
          where: { exchange: arrival.id, part: 'request-header', path: 'anthropic-version' },
        });
      }
      t.expect('CNT-03', betasOf(arrival).includes(beta), {
        expected: `${beta} among the beta values`,
        actual: betasOf(arrival).join(', ') || 'no beta value',
        where: betasWhere(arrival),
      });
    },
  }),

  // From an estimate, or from the count of another prompt, compaction comes too early or too late.
  check({
    id: 'messages/count-tokens/own-number',
    title: "Two bodies get the two numbers that the upstream's count gave",
    requirements: ['CNT-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const tokens of [4_711, 90_210]) {
        const trip = await servedCount(t, tokens);
        if (trip.client.response.status !== 200)
          t.blocked('messages/count-tokens/returns-a-count', 'no count to compare');

        const got = countOf(trip.client);
        t.expect('CNT-04', got === tokens, {
          expected: `${tokens} tokens`,
          actual: `${got ?? 'no number of'} tokens${trip.arrivals.length === 0 ? ', and the upstream was not asked' : ''}`,
          where: { exchange: trip.client.id, part: 'response-body' },
        });
      }
    },
  }),

  // One /context would use up the minute's share of messages.
  check({
    id: 'messages/count-tokens/own-limits',
    title: 'Twenty counts leave the next message unthrottled',
    requirements: ['CNT-07'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      await servedCount(t, 12);
      // The first throttle may be the work of earlier probes. The message between waits until it is over.
      let seen = await throttledBehindCounts(t);
      if (seen.throttled.length > 0) {
        await t.send(t.turn());
        seen = await throttledBehindCounts(t);
      }

      const { throttled, last } = seen;
      t.expect('CNT-07', throttled.length === 0 && isServed(last), {
        expected: 'no 429 of the gateway, and a message that is served',
        actual: `${throttled.length} of 21 requests throttled`,
        where: { exchange: throttled[0]?.client.id ?? last.id, part: 'status' },
      });
    },
  }),
];
