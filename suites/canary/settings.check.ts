import {
  type CheckContext,
  check,
  expectArrives,
  expectClosed,
  type Json,
  PLAIN,
  planted,
  RICH,
  type Sample,
} from '../../src/suite.ts';

type Row = Parameters<typeof expectArrives>[1];

/** A setting with a value that it cannot have: the API refuses it where it stands, whichever beta values are there. */
async function expectSettingArrives(
  t: CheckContext,
  requirement: Row,
  sample: Sample,
  places: Readonly<Record<string, Json>>,
  path: string,
): Promise<void> {
  await expectArrives(t, requirement, {
    baseline: sample,
    spec: planted(sample, places),
    what: `${path} with a value that it cannot have`,
    path,
    names: [],
    own: [path.split('.').at(-1) ?? path],
  });
}

export default [
  check({
    id: 'canary/settings/strict-tool',
    title: '`strict` of a tool reaches the API',
    requirements: ['FEAT-05'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const places = { 'tools.1.strict': { not: 'a boolean' } };
      await expectSettingArrives(t, 'FEAT-05', RICH, places, 'tools.1.custom.strict');
    },
  }),

  check({
    id: 'canary/settings/structured-output',
    title: 'The schema of a structured output reaches the API',
    requirements: ['FEAT-08'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const places = { 'output_config.format': { type: 'json_schema', schema: 'none' } };
      await expectSettingArrives(t, 'FEAT-08', PLAIN, places, 'output_config.format.schema');
    },
  }),

  check({
    id: 'canary/settings/thinking-display',
    title: 'The display mode of thinking reaches the API',
    requirements: ['FEAT-18'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const places = { thinking: { type: 'adaptive', display: t.invent('word') } };
      await expectSettingArrives(t, 'FEAT-18', PLAIN, places, 'thinking.adaptive.display');
    },
  }),

  // Each is open to its beta value alone, so that the API refuses it by its path when that is missing.
  check({
    id: 'canary/settings/sdk-fields',
    title: 'Fallbacks, diagnostics and threads reach the API',
    requirements: ['FEAT-21'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectClosed(t, 'FEAT-21', { fallbacks: [{ model: t.target.model }] });
      await expectClosed(t, 'FEAT-21', { diagnostics: { previous_message_id: null } });
      await expectClosed(t, 'FEAT-21', { thread: { id: t.invent('word') } });
    },
  }),

  check({
    id: 'canary/settings/advisor',
    title: 'The advisor tool reaches the API',
    requirements: ['FEAT-15'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const type = 'advisor_20260301';
      await expectArrives(t, 'FEAT-15', {
        baseline: RICH,
        spec: planted(RICH, { 'tools.1': { type, name: 'advisor', model: t.target.model } }),
        what: 'the advisor tool without its beta value',
        path: 'tools.1',
        names: [type],
        own: [type],
      });
    },
  }),

  check({
    id: 'canary/settings/message-settings',
    title: 'A system message among the messages keeps its own settings',
    requirements: ['FEAT-12'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const message = { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] };
      await expectArrives(t, 'FEAT-12', {
        baseline: RICH,
        spec: planted(RICH, { 'messages.3': { ...message, clear_at: 'never' } }),
        what: 'clear_at of a system message, without its beta value',
        path: 'messages.3.clear_at',
        names: [],
        own: ['clear_at'],
        place: 'messages.2.content.0',
      });
    },
  }),

  check({
    id: 'canary/settings/tool-changes',
    title: 'A change of tools among the messages reaches the API',
    requirements: ['FEAT-13'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const type = 'tool_removal';
      const change = { type, tool: { type: 'tool_reference', name: 'list_words' } };
      await expectArrives(t, 'FEAT-13', {
        baseline: RICH,
        spec: planted(RICH, { 'messages.3': { role: 'system', content: [change] } }),
        what: 'the change of tools without its beta value',
        path: 'messages.3.content.0',
        names: [type],
        own: [type],
        place: 'messages.2.content.0',
      });
    },
  }),
];
