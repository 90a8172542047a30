import {
  check,
  expectEventsRelayed,
  expectRelayed,
  joinedDeltas,
  messageEnd,
  messageStart,
  toolBlock,
  valueAt,
} from '../../src/suite.ts';
import { CONTENT, ORDERED } from './answers.ts';

export default [
  // The client builds the input from the deltas alone: anything else runs a tool with other arguments.
  check({
    id: 'messages/tool-input/adds-up',
    title: 'The fragments of a tool input add up to what the upstream sent',
    requirements: ['MSG-STR-17'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const fragments = ['', '{"command": "ec', 'ho \\"Grüße\\"', ' > /tmp/a"', ', "timeout"', ': 5}'];
      const steps = [messageStart(), ...toolBlock(0, 'toolu_01AddsUp', 'Bash', ...fragments)];
      const trip = await t.send(t.turn({ stream: true }), { steps: [...steps, ...messageEnd('tool_use')] });

      expectRelayed(t, 'MSG-STR-17', trip, (exchange) => joinedDeltas(exchange, 'partial_json'));
    },
  }),

  // Under one index the arguments of two calls become one text: the wrong file is edited.
  check({
    id: 'messages/tool-input/parallel-calls-stay-apart',
    title: 'The inputs of parallel tool calls stay with their calls',
    requirements: ['MSG-STR-17'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const steps = [
        messageStart(),
        ...toolBlock(0, 'toolu_01ParallelOne', 'Read', '', '{"file_path":', '"/tmp/one"}'),
        ...toolBlock(1, 'toolu_01ParallelTwo', 'Read', '', '{"file_path":', '"/tmp/two"}'),
        ...toolBlock(2, 'toolu_01ParallelThree', 'Bash', '', '{"command":', '"ls"}'),
        ...messageEnd('tool_use'),
      ];
      // Behind thoughts and text the calls have other indexes.
      for (const answer of [{ steps }, CONTENT, ORDERED]) {
        const trip = await t.send(t.turn({ stream: true }), answer);

        // An empty fragment in a text is a delta that does not fit its block.
        expectRelayed(t, 'MSG-STR-17', trip, (exchange) => {
          const inputs = Object.entries(joinedDeltas(exchange, 'partial_json'));
          return Object.fromEntries(inputs.filter(([, input]) => input !== ''));
        });
      }
    },
  }),

  // With fine-grained streaming the input need not be JSON; the client reports that to the model itself.
  check({
    id: 'messages/tool-input/broken-json-is-not-repaired',
    title: 'An input that is not JSON is relayed as it is',
    requirements: ['MSG-STR-17'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const cut = toolBlock(0, 'toolu_01BrokenJson', 'Write', '', '{"content": "unfinished \\u00', 'e4 {{');
      const steps = [messageStart(), ...cut, ...messageEnd('max_tokens')];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      expectRelayed(t, 'MSG-STR-17', trip, (exchange) => joinedDeltas(exchange, 'partial_json'));
    },
  }),

  // A call without arguments has nothing but this delta to say that its input has been streamed.
  check({
    id: 'messages/tool-input/empty-first-fragment',
    title: 'The empty first fragment of a tool input arrives',
    requirements: ['MSG-STR-17'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const steps = [messageStart(), ...toolBlock(0, 'toolu_01NoArguments', 'ListAgents', '')];
      const trip = await t.send(t.turn({ stream: true }), { steps: [...steps, ...messageEnd('tool_use')] });

      expectEventsRelayed(t, 'MSG-STR-17', trip, (event) => valueAt(event, 'delta.partial_json'));
    },
  }),
];
