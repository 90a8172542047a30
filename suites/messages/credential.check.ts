import { type CheckContext, check, type Exchange, listRequests, type RawHeaders } from '../../src/suite.ts';

/** The places of a request in which the secret shows, plain or encoded; never the secret itself. */
function leaks({ request }: Exchange, secret: string): string[] {
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
  const holds = (text: string) => forms.some((form) => text.includes(form));
  const body = Buffer.from(request.body).toString('latin1');
  return [
    ...request.headers.filter(([, value]) => holds(value)).map(([name]) => `the header ${name}`),
    ...(holds(request.target) ? ['the query'] : []),
    ...(holds(body) ? ['the body'] : []),
  ];
}

function expectNoLeak(t: CheckContext, arrival: Exchange, secret: string, what: string): void {
  const places = leaks(arrival, secret);
  t.expect('MSG-HDR-14', places.length === 0, {
    expected: `the credential ${what} nowhere upstream`,
    actual: `it stands in ${places.join(' and ')}`,
    where: { exchange: arrival.id, part: 'request-header' },
  });
}

/** What comes of a setting that is missing, or of a template that nobody filled in. */
const PLACEHOLDER = /^(none|null|nil|undefined|\(null\)|\[object object\]|\$\{?\w+\}?|\{\{.*\}\}|<.*>|)$/i;

/** The credentials of a request, each with its header. */
function credentials({ request }: Exchange): readonly (readonly [name: string, value: string])[] {
  return request.headers
    .filter(([name]) => /^(x-api-key|authorization)$/i.test(name))
    .map(([name, value]) => [name.toLowerCase(), value.replace(/^bearer\b\s*/i, '').trim()]);
}

export default [
  // The provider refuses everything, and its words do not say that the operator forgot a setting.
  check({
    id: 'messages/credential/no-placeholder',
    title: 'What the gateway sends as its credential is one',
    requirements: ['MSG-HDR-14'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      if (t.target.credentialMode === 'forwarded')
        t.skip("a plain proxy: it passes the caller's credential on");
      for (const stream of [false, true]) {
        const arrival = t.arrived(await t.send(t.turn({ stream })));
        const empty = credentials(arrival).find(([, value]) => PLACEHOLDER.test(value));
        t.expect('MSG-HDR-14', empty === undefined, {
          expected: 'a credential of the provider, or none at all',
          actual: `the word "${empty?.[1]}" for a credential`,
          where: { exchange: arrival.id, part: 'request-header', path: empty?.[0] ?? '' },
        });
      }
    },
  }),

  // The key that developers hold for the gateway ends up in the logs of another company.
  check({
    id: 'messages/credential/stays-in-gateway',
    title: "The developer's credential does not reach the upstream",
    requirements: ['MSG-HDR-14'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { credential, credentialMode } = t.target;
      if (!credential) return t.skip('the run has no credential that could leak');
      if (credentialMode === 'forwarded') t.skip("a plain proxy: it passes the caller's credential on");
      if (credentialMode === 'none') t.skip('the target declares that it takes anybody');
      const { secret } = credential;
      const key = ['x-api-key', secret] as const;
      const bearer = ['authorization', `Bearer ${secret}`] as const;
      const usual = credential.header === 'x-api-key' ? key : bearer;
      // One header, the other one, and both as a key helper sends them; a refused form proves nothing.
      const forms: RawHeaders[] = [[usual], [usual === key ? bearer : key], [key, bearer]];
      for (const [at, headers] of forms.entries()) {
        const trip = await t.send(t.turn({ credential: 'none', headers }));
        const arrival = at === 0 ? t.arrived(trip) : trip.arrivals[0];
        const form = headers.map(([name]) => name).join(' and ');
        if (arrival) expectNoLeak(t, arrival, secret, `sent in ${form}`);
      }
      // Each route has its own code behind it; counts and lists may be answered without the upstream.
      const routes = [
        ['sent with a stream', t.turn({ stream: true })] as const,
        ['sent with a count', t.turn({ operation: 'count_tokens' })] as const,
        ...listRequests(t).map((list) => ['sent for the list of models', list] as const),
      ];
      for (const [what, request] of routes) {
        const { arrivals } = await t.send(request);
        if (arrivals[0]) expectNoLeak(t, arrivals[0], secret, what);
      }
    },
  }),
];
