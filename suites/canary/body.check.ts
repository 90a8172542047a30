import {
  type CheckContext,
  check,
  expectArrives,
  expectInPlace,
  type Json,
  namedPlace,
  PLAIN,
  planted,
  RICH,
} from '../../src/suite.ts';

const EXTRA: Json = { kept: [1, null, 'as is'] };

/** An unknown field in an entry of the rich request. */
async function expectFieldArrives(t: CheckContext, place: string) {
  const field = t.invent('field');
  await expectArrives(t, 'MSG-BODY-08', {
    baseline: RICH,
    spec: planted(RICH, { [`${place}.${field}`]: EXTRA }),
    what: `the unknown field ${field} in ${place}`,
    path: `${namedPlace(place)}.${field}`,
    names: [],
    own: [field],
    place,
  });
}

export default [
  // What a gateway's own schema does not know is what the next release of the client relies on.
  check({
    id: 'canary/body/unknown-top-field',
    title: 'An unknown field at the top of the body reaches the API',
    requirements: ['MSG-BODY-01', 'MSG-BODY-16', 'DRIFT-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const requirement of ['MSG-BODY-01', 'MSG-BODY-16', 'DRIFT-01'] as const) {
        const field = t.invent('field');
        const value = requirement === 'MSG-BODY-16' ? 'on' : EXTRA;
        await expectArrives(t, requirement, {
          baseline: PLAIN,
          spec: planted(PLAIN, { [field]: value }),
          what: `the unknown field ${field}`,
          path: field,
          names: [],
          own: [field],
        });
      }
    },
  }),

  check({
    id: 'canary/body/unknown-nested-fields',
    title: 'Unknown fields of tools, system entries and blocks reach the API',
    requirements: ['MSG-BODY-08'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const place of ['tools.1', 'system.1', 'messages.0.content.1', 'messages.1.content.0']) {
        await expectFieldArrives(t, place);
      }
    },
  }),

  // Joined to one text, or moved, the entries are another prompt, and another cache key on each turn.
  check({
    id: 'canary/body/system-entries',
    title: 'Each entry of a system list stays an entry, in its place',
    requirements: ['MSG-BODY-04', 'SYS-02', 'SYS-03'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectInPlace(t, 'SYS-03', 'system.0');
      await expectInPlace(t, 'SYS-02', 'system.1');
      await expectInPlace(t, 'MSG-BODY-04', 'system.2');
    },
  }),

  check({
    id: 'canary/body/blocks-in-place',
    title: 'Each block of a message stays a block, in its place',
    requirements: ['MSG-BODY-03', 'MSG-BODY-04'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectInPlace(t, 'MSG-BODY-03', 'messages.0.content.1');
      await expectInPlace(t, 'MSG-BODY-03', 'messages.1.content.0');
      await expectInPlace(t, 'MSG-BODY-04', 'messages.2.content.0');
    },
  }),

  // The API judges it itself when it does not take such messages yet; nothing is proven then.
  check({
    id: 'canary/body/system-message',
    title: 'A message with role system reaches the API between the messages beside it',
    requirements: ['MSG-BODY-05'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const field = t.invent('field');
      await expectArrives(t, 'MSG-BODY-05', {
        baseline: RICH,
        spec: {
          ...planted(RICH, {
            'messages.3': { role: 'system', content: [{ type: 'text', text: 'Be brief.', [field]: 1 }] },
          }),
          betas: ['mid-conversation-system-2026-04-07'],
        },
        what: 'the system message behind the last question',
        path: `messages.3.content.0.text.${field}`,
        names: [],
        own: [field],
        place: 'messages.2.content.0',
      });
    },
  }),

  check({
    id: 'canary/body/unknown-types',
    title: 'Tools and blocks of an unknown type reach the API',
    requirements: ['MSG-BODY-09'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const [place, more] of [
        ['tools.1', { name: 'list_words' }],
        ['messages.0.content.1', { text: 'Then the second one.' }],
      ] as const) {
        const type = t.invent('tool');
        await expectArrives(t, 'MSG-BODY-09', {
          baseline: RICH,
          spec: planted(RICH, { [place]: { type, ...more } }),
          what: `the unknown type ${type}`,
          path: place,
          names: [type],
          own: [type],
          place,
        });
      }
    },
  }),

  // A default that a gateway adds hides what the client forgot, and stays when the client changes its mind.
  check({
    id: 'canary/body/no-default-added',
    title: 'A body without max_tokens reaches the API without it',
    requirements: ['MSG-BODY-10'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectArrives(t, 'MSG-BODY-10', {
        baseline: PLAIN,
        spec: { body: { max_tokens: undefined } },
        what: 'the missing max_tokens',
        path: 'max_tokens',
        names: [],
      });
    },
  }),
];
