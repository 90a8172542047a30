import {
  type Answer,
  type CheckContext,
  check,
  held,
  type Live,
  outcome,
  type Trip,
  type TurnSpec,
} from '../../src/suite.ts';

/** A request, with what to call it and what the upstream answers. */
type Asked = readonly [what: string, spec: TurnSpec, answer: Answer];

/** Sends requests one after the other and expects one at the upstream for each. */
async function expectAskedOnce(t: CheckContext, ...requests: readonly Asked[]): Promise<void> {
  const lives: Live[] = [];
  for (const [, spec, answer] of requests) {
    const live = await t.open(t.turn(spec), answer);
    await live.sent.ended;
    lives.push(live);
  }
  // A copy that the gateway sends once it has the answer arrives before what is asked next.
  await t.send(t.turn());

  for (const [i, live] of lives.entries()) {
    const trip = await live.finish();
    // Who counts by itself asks nobody.
    if (trip.request.operation === 'messages' || trip.arrivals.length > 0)
      expectOnce(t, requests[i]?.[0] ?? '', trip);
  }
}

/** Expects one request at the upstream for one of the client. */
function expectOnce(t: CheckContext, what: string, { client, arrivals }: Trip): void {
  t.expect('GWC-08', arrivals.length === 1, {
    expected: `one request at the upstream for ${what}`,
    actual: arrivals.length === 0 ? outcome(client) : `${arrivals.length} requests for one of the client`,
    where: { exchange: arrivals.at(-1)?.id ?? client.id, part: 'request-line' },
  });
}

/** Answers that a gateway might hope to better by asking again. */
const UNLOVED: readonly (readonly [what: string, answer: Answer])[] = [
  ['a refusal of the model', { message: { content: [], stop_reason: 'refusal' } }],
  ['an empty answer', { message: { content: [], stop_reason: 'end_turn' } }],
  ['an empty text', { message: { content: [{ type: 'text', text: '' }], stop_reason: 'end_turn' } }],
  [
    'an answer cut at its limit',
    { message: { content: [{ type: 'text', text: 'As' }], stop_reason: 'max_tokens' } },
  ],
  [
    'a pause of the turn',
    { message: { content: [{ type: 'text', text: 'So' }], stop_reason: 'pause_turn' } },
  ],
];

export default [
  // Hedged, mirrored and shadowed requests are answered and paid for like the one that is read.
  check({
    id: 'common/once/when-it-succeeds',
    title: 'A request that succeeds reaches the upstream once, streamed or not',
    requirements: ['GWC-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectAskedOnce(
        t,
        ['a message', {}, t.reply()],
        ['a stream', { stream: true }, t.reply()],
        ['a count', { operation: 'count_tokens' }, { input_tokens: 12 }],
      );
    },
  }),

  // The answer is not to somebody's liking, and is bought a second time.
  check({
    id: 'common/once/whatever-it-says',
    title: 'A request that is answered with a refusal or nothing reaches the upstream once',
    requirements: ['GWC-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectAskedOnce(
        t,
        ...UNLOVED.flatMap(([what, answer]): Asked[] => [
          [`${what} in JSON`, {}, answer],
          [`${what} as a stream`, { stream: true }, answer],
        ]),
      );
    },
  }),

  // The work is done and paid for once the first byte is there, whether the last one comes or not.
  check({
    id: 'common/once/cut-answer',
    title: 'A request whose JSON answer broke off reaches the upstream once',
    requirements: ['GWC-08'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const half = { raw: '{"type":"message","role":"assistant","content":[{"type":"te' };
      const headers = [
        ['content-type', 'application/json'],
        ['content-length', '500'],
      ] as const;
      await expectAskedOnce(t, [
        'an answer that breaks off',
        {},
        { steps: [half, { end: 'reset' }], headers },
      ]);
    },
  }),

  // Models think for minutes: whoever gives up sooner and asks again pays for both.
  check({
    id: 'common/once/while-the-model-thinks',
    title: 'A request that is answered late reaches the upstream once',
    requirements: ['GWC-08'],
    vantage: 'upstream',
    disturbs: 'none',
    slow: true,
    takes: 70,
    async run(t) {
      const message = { content: [{ type: 'text', text: 'It took a while.' }] };
      const late = await held(t, [65], {}, (eventDelay) => ({ message, delivery: { eventDelay } }));
      for (const { trip } of late) expectOnce(t, 'a late answer', trip);
    },
  }),
];
