import {
  type CheckContext,
  check,
  expectArrives,
  isServed,
  planted,
  RICH,
  type Sample,
  STRAY_RESULT,
} from '../../src/suite.ts';

const { max_tokens: _, ...PROMPT } = RICH.spec.body ?? {};
/** What is counted is not generated: these canaries never cost anything. */
const COUNTED: Sample = { name: 'rich count', spec: { operation: 'count_tokens', body: PROMPT } };

/** A count that the genuine API refuses: whoever answers it counts by himself. */
const STRAY_COUNT: Sample = {
  name: 'stray count',
  spec: { operation: 'count_tokens', ...STRAY_RESULT.spec },
};

function rowOf({ format }: CheckContext): 'CNT-03' | 'CNT-05b' {
  return format === 'bedrock' ? 'CNT-05b' : 'CNT-03';
}

async function requireCounts(t: CheckContext): Promise<void> {
  const { client } = await t.sample(COUNTED);
  if (!isServed(client)) t.skip('the target serves no counts');
  const { client: control } = await t.sample(STRAY_COUNT);
  if (isServed(control))
    t.inconclusive('counts come from somewhere that refuses nothing: the gateway may count by itself');
}

/** Unknown fields in these places of a count; `named` is what the API calls them. */
async function expectFieldsArrive(t: CheckContext, places: Readonly<Record<string, string>>): Promise<void> {
  for (const [place, named] of Object.entries(places)) {
    const field = t.invent('field');
    await expectArrives(t, rowOf(t), {
      baseline: COUNTED,
      spec: planted(COUNTED, { [`${place}${field}`]: 1 }),
      what: `the unknown field ${place}${field} of a count`,
      path: `${named}${field}`,
      names: [],
      own: [field],
    });
  }
}

const IN_MESSAGES = {
  '': '',
  'system.1.': 'system.1.',
  'tools.1.': 'tools.1.custom.',
  'messages.0.content.1.': 'messages.0.content.1.text.',
};

export default [
  // A count of another prompt than the one that is sent next is a number that means nothing.
  check({
    id: 'canary/counts/body',
    title: 'What is to be counted reaches the API whole',
    requirements: ['CNT-03'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    needs: ['count_tokens'],
    async run(t) {
      await requireCounts(t);
      await expectFieldsArrive(t, IN_MESSAGES);
    },
  }),

  check({
    id: 'canary/counts/beta',
    title: 'An unknown beta value of a count reaches the API',
    requirements: ['CNT-03'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    needs: ['count_tokens'],
    async run(t) {
      await requireCounts(t);
      const beta = t.invent('beta');
      await expectArrives(t, 'CNT-03', {
        baseline: COUNTED,
        spec: { ...COUNTED.spec, betas: ['token-counting-2024-11-01', beta] },
        what: 'the unknown beta value of a count',
        names: [beta, 'anthropic-beta'],
        own: [beta],
      });
    },
  }),

  check({
    id: 'canary/counts/bedrock-body',
    title: 'The body inside a Bedrock count reaches the API whole',
    requirements: ['CNT-05b'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    needs: ['count_tokens'],
    async run(t) {
      await requireCounts(t);
      await expectFieldsArrive(t, IN_MESSAGES);
    },
  }),
];
