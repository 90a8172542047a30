import { expect, test } from 'vitest';
import { loadFaults } from '../src/mock/faults/index.ts';
import { startGateway } from '../src/mock/gateway.ts';
import { managed } from '../src/mock/layers/credentials.ts';
import { startMock } from '../src/mock/server.ts';
import { throwawayCa } from '../src/net/certificates.ts';
import { conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { setUp } from '../src/stand.ts';
import { target } from '../src/testbed/through.ts';
import { tryGateway } from '../src/trial.ts';

const checks = await loadChecks();
const faults = await loadFaults();

test.each(['anthropic', 'bedrock', 'vertex'] as const)(
  'what is found over HTTP/2 is what is found over HTTP/1.1, %s',
  async (format) => {
    const seen = async (http2: boolean) => {
      await using stand = await setUp({ formats: [{ format }], target: { http2 } });
      const upstream = stand.upstream && { upstream: stand.upstream };
      const run = await conformance({ target: stand.targets[0], checks, seed: 'http2', ...upstream });
      expect(run.stopped).toBeUndefined();
      const clients = run.results.flatMap(({ exchanges }) =>
        exchanges.filter(({ vantage }) => vantage === 'client'),
      );
      expect(new Set(clients.map(({ transport }) => transport))).toEqual(
        new Set([http2 ? 'h2c' : 'http/1.1']),
      );
      return run.results.map(({ check, status, reason, observations }) => ({
        check,
        status,
        reason,
        observations,
      }));
    };
    expect(await seen(true)).toEqual(await seen(false));
  },
);

test('over TLS it is agreed on by ALPN', async () => {
  const ca = await throwawayCa();
  await using mock = await startMock();
  const keys = { accepted: ['the-developers-key'], provider: 'the-providers-key' };
  await using gateway = await startGateway({ upstream: mock.url, layers: [managed(keys)], tls: ca });
  const { results, stopped } = await conformance({
    target: target(gateway.url.replace('http:', 'https:'), { http2: true, tls: { ca: ca.pem } }),
    upstream: mock.upstream,
    checks: checks.filter(({ id }) =>
      /^messages\/(betas|parallel-streams)\/|^common\/cancellation\//.test(id),
    ),
  });
  expect(stopped).toBeUndefined();
  const seen = results.flatMap(({ status, exchanges }) => [
    status,
    ...exchanges.filter(({ vantage }) => vantage === 'client').map(({ transport }) => transport),
  ]);
  expect(new Set(seen)).toEqual(new Set(['pass', 'h2']));
});

/** Defects in what HTTP/2 does in another way: framing, ends, streams beside each other. */
const TOUCHED = [
  'bedrock-cut-as-clean-end',
  'bedrock-stream-buffered',
  'chunked-request-rejected',
  'disconnect-before-first-byte',
  'disconnect-not-propagated-nonstream',
  'disconnect-not-propagated-stream',
  'length-on-stream',
  'sse-buffered-until-end',
  'streams-serialised',
  'truncation-as-clean-end',
];

test.each(TOUCHED)('%s trips the same checks over HTTP/2', async (id) => {
  const fault = faults.find((each) => each.id === id);
  if (!fault) throw new Error(`there is no fault ${id}`);
  const { missed, extra, stopped } = await tryGateway(fault, checks, { http2: true });
  expect({ missed, extra, stopped }).toEqual({ missed: [], extra: [], stopped: undefined });
});
