import {
  betaRow,
  type CheckContext,
  check,
  expectArrives,
  expectOpened,
  PLAIN,
  type TurnSpec,
} from '../../src/suite.ts';

const KNOWN = 'interleaved-thinking-2025-05-14';
/** Values that are open to every account. */
const MANY = [
  'claude-code-20250219',
  KNOWN,
  'context-management-2025-06-27',
  'prompt-caching-scope-2026-01-05',
  'effort-2025-11-24',
  'fine-grained-tool-streaming-2025-05-14',
  'structured-outputs-2025-11-13',
  'token-counting-2024-11-01',
  'web-fetch-2025-09-10',
  'files-api-2025-04-14',
  'mcp-client-2025-04-04',
  'code-execution-2025-08-25',
  'extended-cache-ttl-2025-04-11',
];

/** A refusal of an unknown beta value names it and its header; that of Bedrock says no more than what it is. */
async function expectBetaArrives(
  t: CheckContext,
  requirement: Parameters<typeof expectArrives>[1],
  what: string,
  spec: (unknown: string) => TurnSpec,
) {
  const beta = t.invent('beta');
  await expectArrives(t, requirement, {
    baseline: PLAIN,
    spec: spec(beta),
    what,
    names: t.format === 'bedrock' ? ['beta'] : [beta, 'anthropic-beta'],
    own: [beta],
  });
}

export default [
  // A list of known values in a gateway takes away what the next release of the client sends.
  check({
    id: 'canary/headers/unknown-beta',
    title: 'An unknown beta value beside a known one reaches the API',
    requirements: ['MSG-HDR-02', 'BDR-BODY-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectBetaArrives(t, betaRow(t, 'MSG-HDR-02'), 'the unknown beta value', (beta) => ({
        betas: [KNOWN, beta],
      }));
    },
  }),

  // Whether both of two unknown values are quoted is not known, so each has a request of its own.
  check({
    id: 'canary/headers/beta-lines-and-blanks',
    title: 'Beta values on either of two lines, and with blanks between them, reach the API',
    requirements: ['MSG-HDR-04'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const name = 'anthropic-beta';
      const spec = (...lines: readonly string[]) => ({ headers: lines.map((line) => [name, line] as const) });
      const first = 'the unknown beta value on the first line';
      await expectBetaArrives(t, 'MSG-HDR-04', first, (beta) => spec(beta, KNOWN));
      const second = 'the unknown beta value on the second line';
      await expectBetaArrives(t, 'MSG-HDR-04', second, (beta) => spec(KNOWN, beta));
      const spaced = 'the unknown beta value among blanks';
      await expectBetaArrives(t, 'MSG-HDR-04', spaced, (beta) => spec(`${KNOWN} ,  ${beta}  , ${MANY[0]}`));
    },
  }),

  // Header values of more than a few hundred characters are what ready-made rules of firewalls cut or refuse.
  check({
    id: 'canary/headers/long-beta',
    title: 'The last of forty beta values reaches the API',
    requirements: ['MSG-HDR-05'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectBetaArrives(t, 'MSG-HDR-05', 'the unknown value behind 39 known ones', (beta) => ({
        betas: [...MANY, ...MANY, ...MANY, beta],
      }));
    },
  }),

  // The field arrives, as its canary shows. Refused in spite of its value, it shows that the value did not.
  check({
    id: 'canary/headers/known-beta',
    title: 'A beta value that opens a body field reaches the API together with it',
    requirements: ['MSG-HDR-01', 'BDR-BODY-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectOpened(t, betaRow(t), 'context-management-2025-06-27', {
        context_management: { edits: [] },
      });
    },
  }),
];
