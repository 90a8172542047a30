import { type Check, check, expectKept } from '../../src/suite.ts';

/** Every documented field of a tool that is not one of its first version. */
const FIELDS = {
  defer_loading: true,
  eager_input_streaming: true,
  strict: true,
  input_examples: [{ name: 'README.md' }],
  allowed_callers: ['direct'],
};

const TOOL = {
  name: 'find_file',
  description: 'Finds a file by name.',
  input_schema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
};

const checks: Check[] = [
  // In Messages each of them has a check of its own, together with the beta value that opens it.
  check({
    id: 'cloud/tool-fields/kept',
    title: 'Documented fields of tools arrive',
    requirements: ['MSG-BODY-08'],
    vantage: 'upstream',
    formats: ['bedrock', 'vertex'],
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ body: { tools: [{ ...TOOL, ...FIELDS }, TOOL] } }));
      const wanted = Object.keys(FIELDS).map((field) => `tools.0.${field}`);
      expectKept(t, 'MSG-BODY-08', trip, wanted);
    },
  }),
];

export default checks;
