import {
  type CheckContext,
  check,
  expectArrives,
  expectClosed,
  expectTaken,
  type Json,
  PLAIN,
  planted,
} from '../../src/suite.ts';
import { deferring, expectRefusedAt } from './accepted.ts';

/** More than any model generates, and more digits than a double holds. */
const TOO_MANY = '90071992547409931';
const STAND_IN = 1_234_567_890;

const LOOK = { name: 'look', input_schema: { type: 'object' } };
const HIDE = { name: 'hide', input_schema: { type: 'object' } };
/** A setting of a wrong kind: who knows the setting refuses it, and who takes it out hides it. */
function wrong(
  t: CheckContext,
  path: string,
  places: Readonly<Record<string, Json>>,
  own: readonly string[],
) {
  return { what: `${path} with a value that it cannot have`, places, own: [...own, t.invent('word')] };
}

const EAGER = 'tools.0.custom.eager_input_streaming';
function sometimesEager(t: CheckContext) {
  const places = { tools: [{ ...LOOK, eager_input_streaming: 'sometimes' }] };
  return wrong(t, EAGER, places, ['eager_input_streaming']);
}

export default [
  // The number comes back in the refusal, digit by digit.
  check({
    id: 'outside/settings/max-tokens',
    title: 'max_tokens reaches the API as it was set, in all its digits',
    requirements: ['LIM-07', 'MSG-BODY-15'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const serialise = (body: unknown) => JSON.stringify(body).replace(String(STAND_IN), TOO_MANY);
      await expectArrives(t, 'LIM-07', {
        baseline: PLAIN,
        spec: { ...planted(PLAIN, { max_tokens: STAND_IN }), serialise },
        what: `max_tokens ${TOO_MANY}`,
        names: ['max_tokens', TOO_MANY],
        own: ['max_tokens'],
        moved: 'MSG-BODY-15',
      });
    },
  }),

  check({
    id: 'outside/settings/temperature',
    title: 'Sampling parameters reach the API',
    requirements: ['MSG-BODY-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    run: (t) =>
      expectRefusedAt(t, 'MSG-BODY-01', 'temperature', wrong(t, 'temperature', { temperature: 5 }, [])),
  }),

  check({
    id: 'outside/settings/tool-choice',
    title: 'The choice of a tool reaches the API in its form',
    requirements: ['MSG-BODY-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    run: (t) =>
      expectTaken(t, 'MSG-BODY-01', {
        what: 'a tool_choice that names a tool',
        places: { tools: [LOOK], tool_choice: { type: 'tool', name: 'look' } },
        own: ['tool_choice'],
      }),
  }),

  check({
    id: 'outside/settings/thinking',
    title: 'Adaptive thinking reaches the API as it was set',
    requirements: ['FEAT-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const field = t.invent('field');
      await expectRefusedAt(t, 'FEAT-01', `thinking.adaptive.${field}`, {
        what: 'an unknown setting of adaptive thinking',
        places: { thinking: { type: 'adaptive', [field]: 1 } },
        own: [field, 'thinking'],
      });
    },
  }),

  check({
    id: 'outside/settings/effort',
    title: 'Effort reaches the API',
    requirements: ['FEAT-07'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const places = { 'output_config.effort': t.invent('word') };
      const more = { betas: ['effort-2025-11-24'] };
      const what = 'an effort that there is not';
      await expectRefusedAt(t, 'FEAT-07', 'output_config.effort', { what, places, more, own: ['effort'] });
    },
  }),

  check({
    id: 'outside/settings/eager-input',
    title: 'Fine-grained streaming of a tool reaches the API',
    requirements: ['FEAT-11'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    run: (t) => expectRefusedAt(t, 'FEAT-11', EAGER, sometimesEager(t)),
  }),

  check({
    id: 'outside/settings/eager-input-of-clouds',
    title: 'Fine-grained streaming of a tool reaches the API of a cloud, too',
    requirements: ['MSG-BODY-08'],
    formats: ['bedrock', 'vertex'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    run: (t) => expectRefusedAt(t, 'MSG-BODY-08', EAGER, sometimesEager(t)),
  }),

  // A value that the gateway adds opens what nobody asked for.
  check({
    id: 'outside/settings/closed-speed',
    title: 'Fast mode without its beta value is refused by the API of a cloud',
    requirements: ['FEAT-00'],
    formats: ['bedrock', 'vertex'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    run: (t) => expectClosed(t, 'FEAT-00', { speed: 'fast' }),
  }),

  check({
    id: 'outside/settings/deferred-tools',
    title: 'Deferred tools reach the API with the beta value that opens them',
    requirements: ['FEAT-06'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const betas = [deferring(t)];
      await expectTaken(t, 'FEAT-06', {
        what: `a deferred tool with ${betas}`,
        places: { tools: [LOOK, { ...HIDE, defer_loading: true }] },
        more: { betas },
        own: ['defer_loading'],
      });
      const path = 'tools.1.custom.defer_loading';
      const places = { tools: [LOOK, { ...HIDE, defer_loading: 'sometimes' }] };
      const own = ['defer_loading'];
      await expectRefusedAt(t, 'FEAT-06', path, { ...wrong(t, path, places, own), more: { betas } });
    },
  }),

  // An empty list is what is left when all tools are switched off.
  check({
    id: 'outside/settings/no-tools',
    title: 'An empty list of tools is counted like none',
    requirements: ['MSG-BODY-10'],
    needs: ['count_tokens'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const count = (tools?: readonly Json[]) =>
        t.send(t.turn({ operation: 'count_tokens', ...(tools && { body: { tools } }) }));
      const { client: without } = await count();
      if (without.response.status !== 200) t.inconclusive('nothing is counted');
      const { client } = await count([]);
      t.expect('MSG-BODY-10', client.response.status === 200, {
        expected: 'a count, as without the list',
        actual: `status ${client.response.status}: ${client.response.chunks.map(({ bytes }) => Buffer.from(bytes)).join('')}`,
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),
];
