import { describe, expect, test } from 'vitest';
import type { FormatId } from '../src/contract/requirement.ts';
import { bridge } from '../src/mock/bridge/bridge.ts';
import { uuid } from '../src/mock/encode/ids.ts';
import { loadFaults } from '../src/mock/faults/index.ts';
import { managed } from '../src/mock/layers/credentials.ts';
import { objectAt, objectsAt } from '../src/mock/layers/draft.ts';
import { refuseJson, refuseWhen, requestJson } from '../src/mock/layers/request.ts';
import { errorAnswer } from '../src/mock/layers/response.ts';
import type { Middleware } from '../src/mock/middleware.ts';
import { conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { setUp } from '../src/stand.ts';
import { tryGateway } from '../src/trial.ts';
import { header } from '../src/wire/headers.ts';

const checks = (await loadChecks()).filter(({ id }) => id.startsWith('canary/'));
const faults = new Map((await loadFaults()).map((fault) => [fault.id, fault]));

/** Catalogued gateways, and all canaries that trip against them: what is broken is told from what is not. */
const CATALOGUED: readonly (readonly [fault: string, format: FormatId, canaries: readonly string[]])[] = [
  ['beta-second-line-lost', 'anthropic', ['headers/beta-lines-and-blanks']],
  ['beta-list-truncated', 'anthropic', ['headers/long-beta']],
  ['bedrock-beta-allowlist', 'bedrock', ['headers/known-beta', 'headers/unknown-beta']],
  ['beta-body-desync', 'anthropic', ['headers/known-beta', 'pairs/context-management']],
  ['output-config-dropped', 'anthropic', ['pairs/task-budget', 'settings/structured-output']],
  ['speed-dropped', 'anthropic', ['pairs/speed']],
  ['unknown-body-field-dropped', 'bedrock', ['body/unknown-top-field']],
  ['system-array-flattened', 'anthropic', ['body/system-entries']],
  ['system-prompt-injected', 'vertex', ['body/system-entries']],
  ['system-blocks-merged', 'anthropic', ['body/system-entries']],
  ['system-moved-into-messages', 'anthropic', ['body/blocks-in-place', 'body/system-entries']],
  ['mid-conversation-system-hoisted', 'anthropic', ['body/system-message', 'settings/message-settings']],
  ['unknown-tool-type-dropped', 'anthropic', ['body/unknown-types']],
  ['unknown-block-type-dropped', 'anthropic', ['body/unknown-types', 'settings/tool-changes']],
  [
    'cache-control-stripped',
    'bedrock',
    ['caching/marker-arrives', 'caching/none-added', 'caching/order-and-number'],
  ],
  ['cache-control-ttl-dropped', 'vertex', ['caching/marker-arrives', 'caching/order-and-number']],
  ['cache-control-extra-breakpoint', 'anthropic', ['caching/none-added']],
  ['version-header-hardcoded', 'anthropic', ['versions/as-sent', 'versions/not-pinned']],
  ['vertex-body-version-constant', 'vertex', ['versions/in-the-body']],
  ['bedrock-version-pinned', 'bedrock', ['versions/in-the-body']],
  ['thinking-history-stripped', 'anthropic', ['thinking/signature-arrives']],
  ['count-tokens-beta-dropped', 'anthropic', ['counts/beta']],
  ['count-tools-dropped', 'anthropic', ['counts/body']],
  ['error-message-hidden', 'anthropic', ['errors/wording']],
  ['bedrock-error-message-hidden', 'bedrock', ['errors/bedrock-wording']],
  ['should-retry-dropped', 'anthropic', ['errors/should-retry']],
  ['request-id-replaced', 'anthropic', ['errors/request-id']],
  ['unknown-model-400', 'anthropic', ['errors/unknown-model']],
  ['bearer-not-accepted', 'anthropic', ['credentials/key-as-bearer']],
  [
    'both-credentials-refused',
    'anthropic',
    ['credentials/both-headers', 'refused-credentials/long-second-one'],
  ],
  ['bad-credential-403', 'anthropic', ['refused-credentials/with-401']],
  ['missing-credential-accepted', 'anthropic', ['refused-credentials/with-401']],
  ['counts-without-credential', 'anthropic', ['refused-credentials/with-401']],
  ['bad-credential-html', 'anthropic', ['refused-credentials/in-the-envelope']],
  ['long-credential-431', 'anthropic', ['refused-credentials/long-second-one']],
  ['tools-strict-stripped', 'anthropic', ['settings/strict-tool']],
  ['thinking-display-dropped', 'anthropic', ['settings/thinking-display']],
  ['sdk-fields-dropped', 'anthropic', ['settings/sdk-fields']],
  ['server-tool-definition-rejected', 'anthropic', ['body/unknown-types', 'settings/advisor']],
  // Right as far as canaries can tell: the count is its own, and the stray result is refused all the same.
  ['count-tokens-constant', 'anthropic', []],
  ['text-before-tool-results', 'anthropic', []],
  ['model-probe-refused', 'bedrock', []],
];

test.concurrent.each(CATALOGUED)('%s in %s trips %j', { timeout: 60_000 }, async (id, format, canaries) => {
  const fault = faults.get(id);
  if (!fault) throw new Error(`there is no fault ${id}`);
  const { tripped, stopped } = await tryGateway(fault, checks, { format, vantage: 'client' });
  expect(stopped).toBeUndefined();
  expect(tripped.map(({ check }) => check).sort()).toEqual(canaries.map((name) => `canary/${name}`).sort());
});

/** What a canary says of a gateway that is broken in one thing. */
async function against(layers: readonly Middleware[], only: string, format: FormatId = 'anthropic') {
  await using stand = await setUp({
    upstream: 'none',
    formats: [{ format }],
    layers: (keys) => [managed(keys), ...layers],
  });
  const [target] = stand.targets;
  const chosen = checks.filter(({ id }) => id === `canary/${only}`);
  const { results, stopped } = await conformance({ target, checks: chosen, seed: 'broken' });
  expect(stopped).toBeUndefined();
  expect(results).toHaveLength(1);
  return { ...results[0], actual: results[0]?.observations.map(({ actual }) => actual).join(' ') };
}

describe('gateways that no list names', () => {
  test('one that gives max_tokens a default', async () => {
    const adds = requestJson((body) => {
      body['max_tokens'] ??= 1024;
    });
    expect(await against([adds], 'body/no-default-added')).toMatchObject({
      status: 'warn',
      actual: /served/,
    });
  });

  test('one that rebuilds tools from the fields that it knows', async () => {
    const known = ['name', 'description', 'input_schema', 'cache_control'];
    const rebuilds = requestJson((body) => {
      for (const tool of objectsAt(body, 'tools')) {
        for (const key of Object.keys(tool)) if (!known.includes(key)) delete tool[key];
      }
    });
    const { status, actual } = await against([rebuilds], 'body/unknown-nested-fields');
    expect(status).toBe('fail');
    expect(actual).toMatch(/the unknown field .* in tools\.1 was taken out/);
  });

  test('one that counts the text of a Bedrock request alone', async () => {
    const unpacks = requestJson((body) => {
      const invoke = objectAt(objectAt(body, 'input'), 'invokeModel');
      const { tools: _, ...counted } = JSON.parse(Buffer.from(String(invoke['body']), 'base64').toString());
      invoke['body'] = Buffer.from(JSON.stringify(counted)).toString('base64');
    });
    const counts: Middleware = (request, next) =>
      request.target.endsWith('/count-tokens') ? unpacks(request, next) : next(request);
    const { status, actual } = await against([counts], 'counts/bedrock-body', 'bedrock');
    expect(status).toBe('warn');
    expect(actual).toMatch(/in tools\.1 of a count was taken out/);
  });

  test('one that mends a half pair', async () => {
    const mends = requestJson((body) => {
      delete body['context_management'];
    });
    expect((await against([mends], 'pairs/half-stays-single')).status).toBe('fail');
  });

  test('one that refuses wrong bearer tokens with 500 in the formats of the clouds', async () => {
    const breaks: Middleware = async (request, next) => {
      const response = await next(request);
      return response.status === 401 || response.status === 403 ? { ...response, status: 500 } : response;
    };
    await using stand = await setUp({
      upstream: 'none',
      formats: [{ format: 'bedrock' }],
      layers: (keys) => [breaks, managed(keys)],
    });
    const chosen = checks.filter(({ id }) => id === 'canary/refused-credentials/of-clouds');
    const { results } = await conformance({ target: stand.targets[0], checks: chosen, seed: 'broken' });
    expect(results).toMatchObject([{ status: 'warn' }]);
  });

  test('one that answers a refusal of its upstream with 500', async () => {
    const hides: Middleware = async (request, next) => {
      const response = await next(request);
      return response.status === 400 ? { ...response, status: 500 } : response;
    };
    expect((await against([hides], 'errors/status')).status).toBe('fail');
    expect(await against([hides], 'headers/unknown-beta')).toMatchObject({
      status: 'skip',
      reason: expect.stringMatching(
        /^inconclusive: a request that the genuine API refuses got another answer/,
      ),
    });
  });

  test('one that supplies a version where there is none, which it may, and one that refuses that itself', async () => {
    const isMissing = (headers: Parameters<typeof header>[0]) =>
      header(headers, 'anthropic-version') === undefined;
    const supplies: Middleware = (request, next) =>
      next(
        isMissing(request.headers)
          ? { ...request, headers: [...request.headers, ['anthropic-version', '2023-06-01']] }
          : request,
      );
    expect(await against([supplies], 'versions/missing')).toMatchObject({
      status: 'skip',
      reason: expect.stringMatching(/as it may$/),
    });
    const message = 'anthropic-version: header is required';
    const refuses = refuseWhen(({ headers }) =>
      isMissing(headers)
        ? errorAnswer(400, 'invalid_request_error', message, [['request-id', uuid(message)]])
        : undefined,
    );
    const { status, actual } = await against([refuses], 'versions/missing');
    expect(status).toBe('fail');
    expect(actual).toMatch(/something before the API refused it \(request id uuid, where .* have req_<24>\)/);
  });
});

describe('what allows no conclusion', () => {
  const hasUnknownBeta = (headers: Parameters<typeof header>[0]) =>
    /-20[3-9]\d-/.test(header(headers, 'anthropic-beta') ?? '');
  const refusedWith = (status: number, headers: Parameters<typeof header>[0]): Middleware =>
    refuseWhen((request) =>
      hasUnknownBeta(request.headers)
        ? errorAnswer(status, 'invalid_request_error', 'No.', headers)
        : undefined,
    );

  test('a baseline that is not served either', async () => {
    const withoutTools = refuseJson((body) =>
      Array.isArray(body['tools']) ? errorAnswer(400, 'invalid_request_error', 'No tools here.') : undefined,
    );
    expect((await against([withoutTools], 'body/unknown-nested-fields')).reason).toMatch(
      /^inconclusive: the request without the unknown field .* is not served either: .*No tools here/,
    );
  });

  test('a refusal that looks nearly like those of the API', async () => {
    const forged = refusedWith(400, [['request-id', 'req_011CgMA4CdkydWLN1zc1Tvof']]);
    expect((await against([forged], 'headers/unknown-beta')).reason).toMatch(
      /^inconclusive: the refusal is not known to be that of the API \(headers request-id instead of anthropic-organization-id/,
    );
  });

  test('an answer that says that something is ill', async () => {
    const ill = refusedWith(503, [['request-id', 'req_011CgMA4CdkydWLN1zc1Tvof']]);
    expect((await against([ill], 'headers/unknown-beta')).reason).toMatch(
      /^inconclusive: the gateway answered 503/,
    );
  });
});

test('one that validates by itself, in the very words of the API, is told by its request ids', async () => {
  const fault = faults.get('validates-itself');
  if (!fault) throw new Error('there is no such fault');
  const { tripped } = await tryGateway(fault, checks, { vantage: 'client' });
  const byItself = tripped.filter(({ observations: [first] }) =>
    first?.actual.startsWith('something before the API'),
  );
  const ids = byItself.map(({ check }) => check);
  expect(ids).toContain('canary/headers/unknown-beta');
  expect(ids).toContain('canary/body/unknown-top-field');
  expect(ids).toContain('canary/body/unknown-types');
});

test.each(['bedrock', 'vertex'] as const)(
  'behind an undeclared bridge to %s nothing is inferred',
  async (to) => {
    const { status, reason } = await against([bridge({ to })], 'headers/unknown-beta');
    expect(status).toBe('skip');
    const prefix = to === 'bedrock' ? 'msg_bdrk_' : 'msg_vrtx_';
    expect(reason).toContain(`inconclusive: a bridge: the id of a reply begins with ${prefix}`);
  },
);
