import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routeOf } from '../../wire/format.ts';
import { headerValues, type RawHeaders } from '../../wire/headers.ts';
import { knownBetas } from './betas.ts';
import { refusedBetas } from './refused-betas.ts';
import { type Submission, validateMessages } from './validate.ts';

/** Material beside the project's tree; a checkout without it skips these tests. */
const CAPTURES = new URL('../../../../shared/captures/', import.meta.url);
const RECORDINGS = new URL('../../../../shared/recordings/', import.meta.url);

/** What the request line tells; undefined for requests that are not for inference. */
function asked(
  method: string,
  url: string,
): Pick<Submission, 'format' | 'operation' | 'model' | 'target'> | undefined {
  const target = url.replace(/^https:\/\/[^/]+/, '');
  const { format, route } = routeOf(method, target) ?? {};
  const operation = route?.operation;
  if (!format || !route || (operation !== 'messages' && operation !== 'count_tokens')) return undefined;
  return { format: format.id, operation, model: route.model, target };
}

/** Requests of the real client that were made to hold what the real API doesn't know. */
const INVENTED: Readonly<Record<string, string>> = {
  'anthropic-messages-env-betas':
    'Unexpected value(s) `my-beta-2026-01-01`, `other-beta` for the `anthropic-beta` header. ' +
    'Please consult our documentation at docs.claude.com or try again without the header.',
  'anthropic-messages-extra-body': 'foo_bar: Extra inputs are not permitted',
  'anthropic-messages-model-alias': 'model: my-gateway-alias',
  'anthropic-messages-thinking-block-history':
    'messages.2.content.0: Invalid `signature` in `thinking` block',
};

test.runIf(existsSync(CAPTURES))(
  'what Claude Code sends passes strict, but for what it was told to invent',
  () => {
    const submissions = readdirSync(CAPTURES).flatMap((file) => {
      const { request } = JSON.parse(readFileSync(new URL(file, CAPTURES), 'utf8'));
      const { method, url, headers, body } = request;
      const route = asked(method, url);
      if (!route) return [];
      const submission = { ...route, headers, body: Buffer.from(JSON.stringify(body)) };
      return [{ name: file.replace('.json', ''), submission }];
    });
    const refusals = submissions.flatMap(({ name, submission }) => {
      const verdict = validateMessages(submission, { strict: true });
      return verdict.ok ? [] : [[name, verdict.message]];
    });
    expect(Object.fromEntries(refusals)).toEqual(INVENTED);
    expect(submissions.length).toBeGreaterThan(80);
    expect(new Set(submissions.map(({ submission }) => submission.format)).size).toBe(3);
    for (const { name, submission } of submissions) {
      const verdict = validateMessages(submission, { strict: false });
      expect(verdict, name).toEqual({ ok: true, warnings: name in INVENTED ? [INVENTED[name]] : [] });
    }
  },
);

/** Recorded outcomes that the body alone does not explain. */
const UNEXPLAINED: Readonly<Record<string, string>> = {
  'anthropic-82a0c125f696':
    'accepted in June 2024 with an answer to a call nobody made; later recordings refuse it',
  'anthropic-5b40327536cb': 'too many text bytes: the recorder replaced the text',
  'anthropic-6cb7302443c0': 'prompt too long: the recorder replaced the text',
  'anthropic-c2b75ef79bc2': 'prompt too long: the recorder replaced the text',
  'anthropic-fa3ee6661f0b': 'prompt too long: the recorder replaced the text',
  'anthropic-72ff8faccd84': 'no credit on the account',
  'anthropic-737fcf2483bc': 'complexity of strict schemas, known to their compiler only',
  'anthropic-9c00e9438a2a': 'a circular strict schema, refused by its compiler',
  'anthropic-a5ca5e3d0f8d': 'a strict schema of `true`, refused by its compiler',
  'anthropic-a0cdb9ce557e': 'a retired model, which other recordings still use',
  'bedrock-b6154ef44e54': 'a model of another vendor',
  ...Object.fromEntries(
    ['2a5dbf36bcc1', '3e4c2ce0e174', '6959b561e772', '8cdb36272482', 'aa3601637845', 'bb7c026d844a'].map(
      (id) => [`anthropic-${id}`, 'a forged signature: the recorder replaced it'],
    ),
  ),
};

test.runIf(existsSync(RECORDINGS)).each([
  ['anthropic', { accepted: 1_050, refused: 30 }],
  ['bedrock', { accepted: 140, refused: 3 }],
  ['vertex', { accepted: 50, refused: 0 }],
] as const)('recorded requests to %s fare as they did with the real API', (service, least) => {
  const tally = { accepted: 0, refused: 0 };
  const differing: string[] = [];
  const folder = new URL(`${service}/`, RECORDINGS);
  for (const file of readdirSync(folder)) {
    const { id, request, response } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const isJudged = response.status === 200 || response.status === 400 || response.status === 404;
    const route = asked(request.method, request.url);
    if (!isJudged || !route || !request.body) continue;
    const verdict = validateMessages(submissionOf(request, route, response.status), { strict: true });
    const expected = response.status === 200 ? undefined : JSON.parse(response.body);
    const seen = verdict.ok ? undefined : verdict;
    tally[expected ? 'refused' : 'accepted'] += 1;
    const { type = seen?.type, message } = expected?.error ?? expected ?? {};
    if (seen?.message !== message || seen?.type !== type) differing.push(id);
  }
  expect(differing.toSorted()).toEqual(
    Object.keys(UNEXPLAINED)
      .filter((id) => id.startsWith(service))
      .toSorted(),
  );
  expect(tally.accepted).toBeGreaterThan(least.accepted);
  expect(tally.refused).toBeGreaterThanOrEqual(least.refused);
  process.stdout.write(`recorded ${service}: ${tally.accepted} accepted, ${tally.refused} refused\n`);
});

/**
 * A recorded request. Where the recorder dropped the headers, an accepted one is given every beta value that its API takes and a
 * refused one none, since nothing else is known of them.
 */
function submissionOf(
  request: { headers: Record<string, string | string[]>; body: unknown },
  route: Omit<Submission, 'headers' | 'body'>,
  status: number,
): Submission {
  const recorded: RawHeaders = Object.entries(request.headers).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value] as const),
  );
  const isWhole = headerValues(recorded, 'anthropic-version').some((value) => value !== 'REDACTED');
  const made: RawHeaders = [
    ['anthropic-version', '2023-06-01'],
    ...(status === 200 ? [['anthropic-beta', takenBetas(route).join(',')] as const] : []),
  ];
  const type: RawHeaders = [['content-type', 'application/json']];
  const text = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
  return { headers: [...(isWhole ? recorded : [...made, ...type])], body: Buffer.from(text), ...route };
}

function takenBetas({ format, operation }: Pick<Submission, 'format' | 'operation'>): string[] {
  const refused = format === 'vertex' ? refusedBetas(format, operation, knownBetas()) : [];
  return knownBetas().filter((value) => !refused.includes(value));
}
