import {
  answerBytes,
  type CheckContext,
  type Credential,
  check,
  type Exchange,
  type Live,
  messageStart,
  streamEvents,
  type TurnSpec,
  textBlock,
  valueAt,
} from '../../src/suite.ts';

/** More than the ten agents that a developer runs at once. */
const AT_ONCE = 12;
/** Enough that a connection which a broken answer left behind is used again. */
const AFTERWARDS = 3;

/** What one of several callers sends as nobody else does. */
interface Caller {
  readonly spec: TurnSpec;
  /** Values that may show on their own requests alone, with what they are. */
  readonly own: ReadonlyMap<string, string>;
}

/** Callers with sessions and beta values of their own; every other one with another credential, where there is one. */
function callers(t: CheckContext, count: number): readonly Caller[] {
  const run = t.invent('word');
  return Array.from({ length: count }, (_, i) => {
    const [session, beta] = [`session-${i}-of-${run}`, t.invent('beta')];
    const credential = i % 2 === 1 ? otherCredential(t) : undefined;
    const isPassedOn = t.target.credentialMode === 'forwarded';
    return {
      spec: {
        headers: [['x-claude-code-session-id', session]],
        betas: [beta],
        ...(credential && { credential }),
      },
      own: new Map([
        [session, `the session ${session}`],
        [beta, `the beta value ${beta}`],
        ...(credential && isPassedOn ? [[credential.secret, 'the credential'] as const] : []),
      ]),
    };
  });
}

/** The declared one. A plain proxy takes any, since it only passes them on. */
function otherCredential({ target }: CheckContext): Credential | undefined {
  const { credential, secondCredential, credentialMode } = target;
  if (secondCredential || credentialMode !== 'forwarded') return secondCredential;
  return credential && { ...credential, secret: `${credential.secret}-of-another-developer` };
}

/** All that a request brought, as text. */
function arrivedText({ request }: Exchange): string {
  return `${request.target}\n${JSON.stringify(request.headers)}\n${Buffer.from(request.body).toString('latin1')}`;
}

/** All that an answer brought, as text; that of binary frames as their events. */
function answeredText(client: Exchange): string {
  const { headers } = client.response;
  return `${JSON.stringify(headers)}\n${answerBytes(client).toString('latin1')}\n${JSON.stringify(streamEvents(client))}`;
}

/** Opens a request for JSON that is held, head and body, until the check lets it go on. */
function openHeld(t: CheckContext, { spec }: Caller): Promise<Live> {
  const request = t.turn(spec);
  const id = `req_for_${request.mark}`;
  const opening = messageStart();
  const message = { ...Object('event' in opening ? valueAt(opening.event, 'message') : {}) };
  const body = {
    ...message,
    content: [{ type: 'text', text: `For ${request.mark}.` }],
    stop_reason: 'end_turn',
  };
  return t.open(request, {
    steps: [{ gate: true }, { raw: JSON.stringify(body) }],
    headers: [
      ['content-type', 'application/json'],
      ['request-id', id],
      ['x-amzn-requestid', id],
    ],
  });
}

/** Expects an answer to say nothing of the requests with these other marks. */
function expectOwn(t: CheckContext, client: Exchange, marks: readonly string[]): void {
  const text = answeredText(client);
  const others = marks.filter((mark) => mark !== client.mark && text.includes(mark));
  t.expect('GWC-01', others.length === 0, {
    expected: `the answer to ${client.mark} alone`,
    actual: `something of the answer to ${others.join(', ')}`,
    where: { exchange: client.id, part: 'response-body' },
  });
}

export default [
  // State that answers share is overwritten by whoever comes last.
  check({
    id: 'common/isolation/answers-stay-apart',
    title: `Each of ${AT_ONCE} requests without streaming gets its own answer and its headers`,
    requirements: ['GWC-01'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const lives = await Promise.all(callers(t, AT_ONCE).map((caller) => openHeld(t, caller)));

      // The last one first, which is not the order of arrival that a queue would give them back in.
      for (const live of lives.toReversed()) await live.release('all');
      const trips = await Promise.all(lives.map((live) => live.finish()));

      const [first] = trips;
      if (first) t.arrived(first);
      const marks = trips.map(({ request }) => request.mark);
      for (const { client } of trips) expectOwn(t, client, marks);
    },
  }),

  // A connection with half an answer on it, back in the pool, gives the other half to whoever comes next.
  check({
    id: 'common/isolation/after-a-break',
    title: 'The requests after one that was given up get their own answers',
    requirements: ['GWC-01'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      for (const stream of [true, false]) {
        // Takes what probes before this one may have left over, so that the next one is answered as scripted.
        await t.send(t.turn({ stream }), t.reply());
        const request = t.turn({ stream });
        const text = textBlock(0, `For ${request.mark}: `, `${request.mark} `, `${request.mark}.`);
        const steps = stream
          ? [messageStart(), ...text.slice(0, 3), { gate: true } as const, ...text.slice(3)]
          : [{ gate: true } as const, { raw: JSON.stringify({ type: 'message', for: request.mark }) }];
        const broken = await t.open(request, { steps });
        await broken.arrived();
        if (stream) await broken.received((client) => streamEvents(client)[0]);
        broken.sent.abort();
        // What comes behind it has seen the gateway notice.
        const trips = [await t.send(t.turn({ stream }), t.reply())];
        await broken.release('all');
        await broken.finish();
        for (let count = 1; count < AFTERWARDS; count += 1)
          trips.push(await t.send(t.turn({ stream }), t.reply()));

        for (const { client } of trips) expectOwn(t, client, [request.mark]);
      }
    },
  }),

  // One variable for "the current session" is enough to book and to route a request under another name.
  check({
    id: 'common/isolation/requests-stay-apart',
    title: `Nothing of one of ${AT_ONCE} requests shows on another that is under way with it`,
    requirements: ['GWC-04'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const all = callers(t, AT_ONCE);
      const lives = await Promise.all(all.map((caller) => openHeld(t, caller)));
      await Promise.all(lives.map((live) => live.release('all')));
      const trips = await Promise.all(lives.map((live) => live.finish()));

      for (const [i, trip] of trips.entries()) {
        const arrival = t.arrived(trip);
        const own = all[i]?.own;
        const foreign = all
          .flatMap((caller) => [...caller.own])
          .filter(([value]) => !own?.has(value) && arrivedText(arrival).includes(value));
        t.expect('GWC-04', foreign.length === 0, {
          expected: 'what this caller sent',
          actual: foreign.map(([, what]) => `${what} of another caller`).join(', '),
          where: { exchange: arrival.id, part: 'request-header' },
        });
      }
    },
  }),

  // Default headers and bodies that a request writes into are those of all requests after it.
  check({
    id: 'common/isolation/nothing-is-left-over',
    title:
      'A request without session, beta values, system prompt and tools arrives without those of the one before',
    requirements: ['GWC-04'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const [tool, prompt, header] = [t.invent('tool'), t.invent('word'), t.invent('header')];
      for (const { spec, own } of callers(t, 2)) {
        const before = await t.send(
          t.turn({
            ...spec,
            headers: [...(spec.headers ?? []), [`x-${header}`, prompt]],
            body: {
              system: [{ type: 'text', text: `You are ${prompt}.` }],
              tools: [{ name: tool, input_schema: { type: 'object' } }],
            },
          }),
        );
        t.arrived(before);
        const arrival = t.arrived(await t.send(t.turn()));
        const left = [...own.keys(), tool, prompt].filter((value) => arrivedText(arrival).includes(value));
        t.expect('GWC-04', left.length === 0, {
          expected: 'what this request brought',
          actual: `${left.join(', ')} of the request before`,
          where: { exchange: arrival.id, part: 'request-header' },
        });
      }
    },
  }),
];
