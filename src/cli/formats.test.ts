import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upstreamAt } from '../mock/forward.ts';
import { startGateway } from '../mock/gateway.ts';
import type { Middleware } from '../mock/middleware.ts';
import { type Typed, type } from '../testbed/terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-formats-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** One check that every format has. */
const ONE = ['--only', 'common/framing/length-and-type', '--json', '-', '--traces'];

interface Seen {
  readonly format: string;
  readonly exchanges: readonly { readonly id: string; readonly requestLine: string }[];
  readonly repeat: string;
}

function results({ stdout }: Typed): readonly Seen[] {
  return JSON.parse(stdout).results;
}

/** The lines of the requests that reached the client's side of each format. */
function lines(typed: Typed): { readonly [format: string]: string } {
  return Object.fromEntries(
    results(typed).map(({ format, exchanges }) => [
      format,
      exchanges.find(({ id }) => id.startsWith('c'))?.requestLine ?? 'none',
    ]),
  );
}

async function targetFile(content: object): Promise<string> {
  const path = join(folder, 'target.json');
  await writeFile(path, JSON.stringify(content));
  return path;
}

/** A gateway that notes its requests and forwards to wherever `forwardTo` says. */
async function noting() {
  const targets: string[] = [];
  let upstream: ReturnType<typeof upstreamAt> | undefined;
  const note: Middleware = (request, next) => {
    targets.push(request.target);
    return (upstream?.forward ?? next)(request);
  };
  const gateway = await startGateway({ upstream: 'http://127.0.0.1:9', layers: [note] });
  return {
    url: gateway.url,
    targets,
    forwardTo: (url: string) => {
      upstream = upstreamAt(url);
    },
    [Symbol.asyncDispose]: async () => {
      upstream?.close();
      await gateway.close();
    },
  };
}

test('each format given is checked once, in the order of the command line', async () => {
  const typed = await type([
    'run',
    ...ONE,
    '--format',
    'vertex',
    '--format',
    'bedrock',
    '--format',
    'vertex',
  ]);
  expect(typed.code).toBe(0);
  expect(lines(typed)).toEqual({
    vertex:
      'POST /projects/gateway-check/locations/us-east5/publishers/anthropic/models/claude-sonnet-4-6:rawPredict HTTP/1.1',
    bedrock: 'POST /model/us.anthropic.claude-sonnet-4-6/invoke HTTP/1.1',
  });
  expect(JSON.parse(typed.stdout).target.formats).toEqual(['vertex', 'bedrock']);
});

test('all are all, each once, also beside one of them', async () => {
  const typed = await type(['run', ...ONE, '--format', 'bedrock', '--format', 'all']);
  expect(typed.code).toBe(0);
  const formats = results(typed).map(({ format }) => format);
  expect(formats.toSorted()).toEqual(['anthropic', 'aws', 'bedrock', 'foundry', 'mantle', 'vertex']);
});

test('formats to which no chosen check applies are left out', async () => {
  const typed = await type(['run', '--only', 'DISC-01', '--format', 'all', '--json', '-']);
  const formats = new Set(results(typed).map(({ format }) => format));
  expect(formats).toContain('anthropic');
  expect(formats).not.toContain('vertex');
  expect(typed.code).toBe(0);
});

test('a target file names formats, urls, models, project and location', async () => {
  await using one = await noting();
  await using other = await noting();
  const path = await targetFile({
    formats: {
      bedrock: { url: `${one.url}/aws`, model: 'eu.anthropic.claude-haiku-4-5-20251001-v1:0' },
      vertex: { url: `${other.url}/gcp/v1`, project: 'my-project', location: 'europe-west1' },
    },
  });
  const typed = await type(['run', '--target', path, '--upstream', '0', ...ONE], {
    onProgress: (text) => {
      const [, url] = /upstream listens on (http:\S+):/.exec(text) ?? [];
      if (url) for (const gateway of [one, other]) gateway.forwardTo(url);
    },
  });
  expect(typed.code).toBe(0);
  const [bedrock, vertex] = [
    '/aws/model/eu.anthropic.claude-haiku-4-5-20251001-v1:0/invoke',
    '/gcp/v1/projects/my-project/locations/europe-west1/publishers/anthropic/models/claude-sonnet-4-6:rawPredict',
  ];
  expect(lines(typed)).toEqual({ bedrock: `POST ${bedrock} HTTP/1.1`, vertex: `POST ${vertex} HTTP/1.1` });
  expect([one.targets[0], other.targets[0]]).toEqual([bedrock, vertex]);
  // The check asks for streams and counts, too: all of them where the file says.
  const model = '/aws/model/eu.anthropic.claude-haiku-4-5-20251001-v1:0/';
  expect(one.targets.filter((target) => !target.startsWith(model))).toEqual([]);
  const place = '/gcp/v1/projects/my-project/locations/europe-west1/publishers/anthropic/models/';
  expect(other.targets.filter((target) => !target.startsWith(place))).toEqual([]);
  expect(results(typed).map(({ repeat }) => repeat)).toEqual([
    expect.stringContaining(`--target ${path} --upstream 0 --format bedrock --only`),
    expect.stringContaining(`--target ${path} --upstream 0 --format vertex --only`),
  ]);
});

test('the command line chooses among the formats of a file, and its model goes first', async () => {
  const path = await targetFile({
    formats: { anthropic: { model: 'from-the-file' }, vertex: { location: 'global' } },
  });
  const both = await type(['run', '--target', path, ...ONE]);
  expect(JSON.parse(both.stdout).target.formats).toEqual(['anthropic', 'vertex']);
  const one = await type([
    'run',
    '--target',
    path,
    '--format',
    'vertex',
    '--model',
    'claude-opus-4-8',
    ...ONE,
  ]);
  expect(lines(one)).toEqual({
    vertex:
      'POST /projects/gateway-check/locations/global/publishers/anthropic/models/claude-opus-4-8:rawPredict HTTP/1.1',
  });
});

test('a file with a url for some formats only is refused', async () => {
  const path = await targetFile({ formats: { bedrock: { url: 'http://127.0.0.1:9' }, vertex: {} } });
  const { code, stderr } = await type(['run', '--target', path]);
  expect(stderr).toMatch(
    /formats\.vertex has no url, but another format has\. Give each its own, or one for all/,
  );
  expect(code).toBe(2);
});

test('a format that is served nowhere is not checked at the built-in gateway', async () => {
  const path = await targetFile({ formats: { bedrock: { url: 'http://127.0.0.1:9' } } });
  const { code, stderr } = await type(['run', '--target', path, '--format', 'foundry']);
  expect(stderr).toMatch(/formats\.foundry has no url, but another format has\./);
  expect(code).toBe(2);
});

test('an upstream with a port for each format keeps one journal, and tells each its own address', async () => {
  await using gateway = await noting();
  const formats = ['--format', 'anthropic', '--format', 'bedrock', '--format', 'vertex'];
  let told = '';
  const typed = await type(
    ['run', gateway.url, ...formats, '--upstream', '0', '--upstream', 'bedrock=localhost:0', ...ONE],
    {
      onProgress: (text) => {
        told += text;
        // What the gateway gets in any of the formats arrives at the port of one of them.
        const [, url] = /for bedrock on (http:\S+):/.exec(text) ?? [];
        if (url) gateway.forwardTo(url);
      },
    },
  );
  expect(told).toMatch(
    /upstream listens on http:\/\/127\.0\.0\.1:\d+, for bedrock on http:\/\/[^:]+:\d+: the gateway must send its traffic there/,
  );
  expect(typed.code).toBe(0);
  expect(Object.keys(lines(typed)).toSorted()).toEqual(['anthropic', 'bedrock', 'vertex']);
  const repeats = results(typed).map(({ format, repeat }) => [
    format,
    /--upstream .*(?= --only)/.exec(repeat)?.[0],
  ]);
  expect(Object.fromEntries(repeats)).toEqual({
    anthropic: '--upstream 0',
    bedrock: '--upstream 0 --upstream bedrock=localhost:0 --format bedrock',
    vertex: '--upstream 0 --format vertex',
  });
});

test('a gateway that is not wired is told the port of the format, or the public address of the shared one', async () => {
  await using gateway = await noting();
  const { code, stdout, stderr } = await type([
    ...['run', gateway.url, '--format', 'bedrock', '--format', 'vertex', '--wait', '0'],
    ...['--upstream', 'bedrock=0', '--upstream', 'vertex=0', '--json', '-'],
    ...['--upstream-public', 'http://checker.internal:8788'],
  ]);
  expect(stderr).toMatch(/for vertex on http:/);
  expect(stdout).toContain('bedrock: POST');
  expect(stdout).toContain("point the gateway's provider URL at http://checker.internal:8788");
  expect(code).toBe(3);
  const alone = await type([
    ...['run', gateway.url, '--format', 'vertex', '--format', 'bedrock', '--wait', '0', '--upstream', '0'],
    ...[
      '--upstream',
      'vertex=localhost:0',
      '--upstream-public',
      'http://checker.internal:8788',
      '--json',
      '-',
    ],
  ]);
  expect(alone.stdout).toMatch(
    /point the gateway's provider URL at http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+[. ]/,
  );
});
