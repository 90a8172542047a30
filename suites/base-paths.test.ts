import { expect, test } from 'vitest';
import type { FormatId } from '../src/contract/requirement.ts';
import { startGateway } from '../src/mock/gateway.ts';
import { managed } from '../src/mock/layers/credentials.ts';
import { startMock } from '../src/mock/server.ts';
import { conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import type { Credential } from '../src/run/target.ts';
import { setUp } from '../src/stand.ts';

const checks = await loadChecks();
const SECRET = 'a-developer-key';

/** Base URLs with a path, as the instructions of the providers have them. */
const BASES: readonly (readonly [FormatId, string, Credential['header']])[] = [
  ['foundry', '/anthropic', 'x-api-key'],
  ['mantle', '/anthropic', 'authorization'],
  ['vertex', '/v1', 'authorization'],
];

test.each(BASES)(
  'a gateway for %s conforms behind the base path %s',
  { timeout: 60_000 },
  async (format, path, header) => {
    await using mock = await startMock();
    const layers = [managed({ accepted: [SECRET], provider: 'a-provider-key' })];
    await using gateway = await startGateway({ upstream: mock.url, layers });
    await using stand = await setUp({
      url: gateway.url + path,
      upstream: 'none',
      formats: [{ format }],
      target: { credential: { header, secret: SECRET } },
    });
    const [target] = stand.targets;
    const { stopped, results } = await conformance({ target, checks, upstream: mock.upstream });
    expect(stopped).toBeUndefined();
    expect(results.filter(({ status }) => status !== 'pass' && status !== 'skip')).toEqual([]);
    expect(mock.journal.exchanges.every(({ request }) => request.target.startsWith(path))).toBe(true);
  },
);
