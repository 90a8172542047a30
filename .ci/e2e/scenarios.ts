import { readFileSync } from 'node:fs';
import { scenarioFileSchema, scenariosOf } from '../../src/mock/scenario-file.ts';
import type { Scenario } from '../../src/wire/scenario.ts';
import { messageStart } from '../../src/wire/script.ts';

/** The example that is shipped: two tool calls and a last word. Not by the place of this file, which may be run compiled. */
const EXAMPLE = 'fixtures/scenarios/two-tools.json';
export const TWO_TOOLS = scenariosOf(scenarioFileSchema.parse(JSON.parse(readFileSync(EXAMPLE, 'utf8'))));

/** Every count gets this number, which no estimate of the client would give. */
export const COUNT = 77;

/** Not one of the read-only commands, which auto mode lets pass unchecked. */
const CHECKED_COMMAND = `sh -c 'printf marker-%d 4711'`;
export const ONE_CHECKED_CALL: readonly Scenario[] = [
  {
    match: { lastUserText: 'run the command', tool: 'Bash' },
    answer: {
      message: {
        content: [
          {
            type: 'tool_use',
            id: 'toolu_01bashbashbashbashbash',
            name: 'Bash',
            input: { command: CHECKED_COMMAND, description: 'Print a marker' },
          },
        ],
        stop_reason: 'tool_use',
      },
    },
    // The turn after it is answered by default, with the result of the call.
    times: 1,
  },
];
export const BROKEN_STREAM: Scenario = {
  match: { stream: true },
  answer: {
    steps: [
      messageStart(),
      { event: { type: 'error', error: { type: 'api_error', message: 'The model has tripped.' } } },
    ],
  },
};
