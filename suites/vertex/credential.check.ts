import { type CheckContext, check, type Exchange, expectServed, headerValues } from '../../src/suite.ts';

/** Expects a header to arrive once, with a value that is good. */
function expectHeader(
  t: CheckContext,
  { id, request }: Exchange,
  name: string,
  expected: string,
  isGood: (value: string) => boolean,
): void {
  const values = headerValues(request.headers, name);
  const [value = ''] = values;
  t.expect('VTX-HDR-03', values.length === 1 && isGood(value), {
    expected: `${name} once: ${expected}`,
    // The values may be credentials.
    actual: values.length === 1 ? 'another value' : `${values.length} such lines`,
    where: { exchange: id, part: 'request-header', path: name },
  });
}

export default [
  // With one credential of the developer and one of the gateway Google takes neither, or bills the wrong project.
  check({
    id: 'vertex/credential/kept-or-replaced',
    title: 'Google credentials arrive as sent, or the gateway has put its own token in their place',
    requirements: ['VTX-HDR-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { credentialMode, credential } = t.target;
      for (const stream of [false, true]) {
        if (credentialMode === 'forwarded') {
          const token = `Bearer ya29.c.${t.invent('word')}`;
          const project = t.invent('header');
          const headers = [
            ['authorization', token],
            ['x-goog-user-project', project],
          ] as const;
          const arrival = t.arrived(await t.send(t.turn({ stream, credential: 'none', headers })));
          expectHeader(t, arrival, 'authorization', 'as sent', (value) => value === token);
          expectHeader(t, arrival, 'x-goog-user-project', project, (value) => value === project);
        } else {
          const arrival = t.arrived(await t.send(t.turn({ stream })));
          const isOwn = (value: string) =>
            /^bearer \S/i.test(value) && !(credential && value.includes(credential.secret));
          expectHeader(t, arrival, 'authorization', "the gateway's own bearer token", isOwn);
        }
      }
    },
  }),

  // Claude Code is told to send no Google token when a gateway holds the credential. What goes upstream in its
  // place is for VTX-HDR-03.
  check({
    id: 'vertex/credential/gateway-token-served',
    title:
      'A request with a gateway token as its only credential, or with none where none is needed, is served',
    requirements: ['AUTH-11'],
    vantage: 'upstream',
    formats: ['vertex'],
    disturbs: 'none',
    async run(t) {
      const { credentialMode, credential } = t.target;
      if (credentialMode === 'forwarded') t.skip("the gateway passes on the caller's credential");
      const needed = credentialMode === 'managed' ? credential : undefined;
      const bearer = needed ? ({ header: 'authorization', secret: needed.secret } as const) : 'none';
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream, credential: bearer }));
        expectServed(t, 'AUTH-11', trip, needed ? 'the token of the gateway as a bearer' : 'a bare request');
      }
    },
  }),
];
