import {
  bodyChanges,
  check,
  compareJson,
  expectKept,
  type JsonObject,
  MARK,
  observe,
  oddlyWritten,
  ownMembers,
  rawAt,
} from '../../src/suite.ts';
import { SEARCH_TOOL } from './search-tool.ts';

/** The list that holds an entry; the path itself of what is no entry. */
function listOf(path: string): string {
  return path.replace(/\.\d+(\..*)?$/, '');
}

/** Where the literals of the number probe stand. */
const SCHEMA = 'tools.0.input_schema.properties.id';
const INPUT = 'messages.1.content.0.input';
const NUMBERS = ['minimum', 'maximum', 'multipleOf', 'default'].map((key) => `${SCHEMA}.${key}`);
const INPUTS = ['record', 'ratio', 'limit', 'offset', 'parent'].map((key) => `${INPUT}.${key}`);

function withLiterals(body: JsonObject): string {
  const schema =
    '{"type":"number","minimum":1.0,"maximum":9007199254740993,"multipleOf":1e-7,"default":null}';
  const input = '{"record":2512292042121000001,"ratio":0.10,"limit":1.5E+3,"offset":-0.0,"parent":null}';
  return `{${ownMembers(body)}"max_tokens":16,
"tools":[{"name":"look_up","input_schema":{"type":"object","properties":{"id":${schema}}}}],
"messages":[{"role":"user","content":"Look it up."},
{"role":"assistant","content":[{"type":"tool_use","id":"toolu_01NumbersAsWritten","name":"look_up","input":${input}}]},
{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_01NumbersAsWritten","content":"${MARK}"}]}]}`;
}

export default [
  // The prompt cache matches on the serialised prefix: each habit of a printer is a miss on every turn.
  check({
    id: 'common/bytes/same-text',
    title: 'Key order, white space, escapes and repeated keys arrive as written',
    requirements: ['MSG-BODY-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ serialise: oddlyWritten }));
      const arrival = t.arrived(trip);
      const { meaning, text } = bodyChanges(trip, arrival);
      // Entries that were merged or taken out are the finding of MSG-BODY-04, and not as they were written.
      const isEdited = (path: string) => meaning.some((one) => path.startsWith(listOf(one.path)));
      observe(
        t,
        'MSG-BODY-02',
        arrival,
        text.filter(({ path }) => !isEdited(path)),
      );
    },
  }),

  // Ids of 17 digits go through a double and come out as those of another record.
  check({
    id: 'common/bytes/number-literals',
    title: 'Large integers, floats, exponents and null arrive as written',
    requirements: ['MSG-BODY-15'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ serialise: withLiterals }));
      const arrival = t.arrived(trip);
      observe(t, 'MSG-BODY-15', arrival, bodyChanges(trip, arrival).numbers);
      expectKept(t, 'MSG-BODY-15', trip, [...NUMBERS, ...INPUTS]);
    },
  }),

  // What changes from request to request in front of the messages makes every turn write the cache anew.
  check({
    id: 'common/bytes/stable-prefix',
    title: 'The same tools and system blocks arrive the same each time',
    requirements: ['CACHE-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const tools = [SEARCH_TOOL];
      const system = [
        { type: 'text', text: 'You help with code.' },
        { type: 'text', text: 'Keep it short.' },
      ];
      const turns = [1, 2, 3].map(() => t.turn({ body: { tools, system } }));
      const [first, ...rest] = await Promise.all(turns.map(async (turn) => t.arrived(await t.send(turn))));
      for (const key of ['tools', 'system']) {
        const wanted = first && rawAt(first, key);
        if (wanted === undefined) return t.blocked('MSG-BODY-01', `${key} did not arrive`);
        for (const arrival of rest) {
          const { meaning, numbers, text } = compareJson(
            Buffer.from(wanted),
            Buffer.from(rawAt(arrival, key) ?? ''),
          );
          observe(t, 'CACHE-07', arrival, [...meaning, ...numbers, ...text]);
        }
      }
    },
  }),
];
