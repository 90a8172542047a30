import {
  type CheckContext,
  check,
  expectArrives,
  isServed,
  namedPlace,
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

/** The top of the body, and entries in it. */
const PLACES = ['', 'system.1', 'tools.1', 'messages.0.content.1'];

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

/** Unknown fields in all these places of a count. */
async function expectFieldsArrive(t: CheckContext): Promise<void> {
  for (const place of PLACES) {
    const field = t.invent('field');
    await expectArrives(t, rowOf(t), {
      baseline: COUNTED,
      spec: planted(COUNTED, { [place === '' ? field : `${place}.${field}`]: 1 }),
      what: `the unknown field ${field} ${place === '' ? 'at the top' : `in ${place}`} of a count`,
      path: place === '' ? field : `${namedPlace(place)}.${field}`,
      names: [],
      own: [field],
      ...(place !== '' && { place }),
    });
  }
}

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
      await expectFieldsArrive(t);
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
      await expectFieldsArrive(t);
    },
  }),
];
