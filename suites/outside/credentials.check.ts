import { check, errorOf, outcome, planted, STRAY_RESULT, STRAY_WORDS } from '../../src/suite.ts';

export default [
  // Who puts a key of its own beside a login lets everybody in.
  check({
    id: 'outside/credentials/made-up-login',
    title: 'A login that was made up is refused',
    requirements: ['AUTH-10'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const { credential, credentialMode } = t.target;
      if (credential?.header !== 'authorization') t.skip('the credential of this run is no login');
      if (credentialMode === 'none') t.skip('the target asks for no credential');
      await t.controls();
      const login = { header: 'authorization', secret: `sk-ant-oat01-${t.invent('word')}` } as const;
      const { client } = await t.send(t.turn({ ...planted(STRAY_RESULT, {}), credential: login }));
      const { message = '' } = errorOf(client) ?? {};
      t.expect('AUTH-10', !STRAY_WORDS.every((word) => message.includes(word)), {
        expected: 'a refusal of the login',
        actual: `the API judged the request: ${outcome(client)}`,
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),
];
