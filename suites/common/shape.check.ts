import {
  assistant,
  bodyChanges,
  type CheckContext,
  check,
  expectKept,
  MARK,
  observe,
  type Trip,
  text,
  user,
} from '../../src/suite.ts';

/** A list became a string somewhere below these keys: then entries cannot be told apart any more. */
function flattened(t: CheckContext, trip: Trip): boolean {
  return bodyChanges(trip, t.arrived(trip)).meaning.some(
    ({ kind, sent, arrived }) => kind === 'type' && sent?.startsWith('[') && /^"[^"]/.test(arrived ?? ''),
  );
}

const SYSTEM = [
  'You help with code.',
  'The project is a parser.',
  'Answer in English.',
  'Keep it short.',
].map(text);
const MESSAGES = [
  user(text('First question.'), text('It has two parts.')),
  assistant(text('First answer.'), text('To the first part.'), text('And to the second.')),
  user(text('Second question.'), text('It is short.'), text('Very short.')),
  user(text('A remark.'), text('Another one.'), text('And a third.')),
  assistant(text('Second answer.'), text('It is short, too.')),
  user(text('Third question.'), text('The shortest.')),
  user(text(MARK)),
];

export default [
  // Markers and block positions are gone once a list of blocks is a string.
  check({
    id: 'common/shape/lists-stay-lists',
    title: 'Lists of blocks in system, messages and tool results arrive as lists',
    requirements: ['MSG-BODY-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const call = { type: 'tool_use', id: 'toolu_01ListsStayLists', name: 'read', input: {} };
      const result = { type: 'tool_result', tool_use_id: call.id, content: [text('one'), text('two')] };
      const messages = [user(text('Read it.')), assistant(call), user(result, text(MARK))];
      const body = { tools: [{ name: 'read', input_schema: { type: 'object' } }], system: SYSTEM, messages };
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream, body }));
        const arrival = t.arrived(trip);
        const { meaning } = bodyChanges(trip, arrival);
        observe(
          t,
          'MSG-BODY-03',
          arrival,
          meaning.filter(({ kind }) => kind === 'type'),
        );
      }
    },
  }),

  // Thinking is bound to everything in front of it: one entry more or less, and the API refuses it.
  check({
    id: 'common/shape/same-entries',
    title: 'System blocks and messages arrive one by one, none added, merged, moved or dropped',
    requirements: ['MSG-BODY-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream, body: { system: SYSTEM, messages: MESSAGES } }));
        const arrival = t.arrived(trip);
        if (flattened(t, trip)) t.blocked('MSG-BODY-03', 'lists of blocks became strings');
        const { meaning } = bodyChanges(trip, arrival);
        const entries = meaning.filter(({ path }) => /^(system|messages)(\.|$)/.test(path));
        // An added key, such as a cache marker, is no entry.
        const concerned = entries.filter(({ kind, path }) => kind !== 'added' || /\.\d+$/.test(path));
        observe(t, 'MSG-BODY-04', arrival, concerned);
      }
    },
  }),

  // Without the start that a client prescribes the answer has another form than the one it parses.
  check({
    id: 'common/shape/prefill',
    title: 'A last message with role assistant stays the last message',
    requirements: ['MSG-BODY-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const start = { role: 'assistant', content: [text('{"files": [')] };
      const messages = [{ role: 'user', content: [text(`List them. (${MARK})`)] }, start];
      const trip = await t.send(t.turn({ body: { messages } }));
      const isRefused = trip.client.response.status === 400 && trip.arrivals.length === 0;
      if (isRefused) t.skip('the gateway refuses such a message itself, as newer models do');
      expectKept(t, 'MSG-BODY-04', trip, ['messages.1']);
    },
  }),

  // Current releases send one on the first turn of each session; validators of roles refuse it.
  check({
    id: 'common/shape/system-messages',
    title: 'Messages with role system are accepted and stay where they are',
    requirements: ['MSG-BODY-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const messages = [
        { role: 'user', content: [text('First question.')] },
        { role: 'system', content: 'The user has opened another file.' },
        { role: 'assistant', content: [text('First answer.')] },
        { role: 'user', content: [text(MARK)] },
        { role: 'system', content: [text('Two files changed.')] },
      ];
      const trip = await t.send(t.turn({ body: { system: SYSTEM, messages } }));
      const arrival = t.arrived(trip);
      const { meaning } = bodyChanges(trip, arrival);
      // Additions are judged by MSG-BODY-04, lists that became strings by MSG-BODY-03.
      const concerned = meaning.filter(
        ({ path, kind }) => /^messages\.[14](\.|$)/.test(path) && kind !== 'added' && kind !== 'type',
      );
      observe(t, 'MSG-BODY-05', arrival, concerned);
    },
  }),
];
