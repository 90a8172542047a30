/**
 * What the mock costs, as a ratio to a bare server in the same run, so that the machine drops out:
 * `npm run bench` prints the table that docs/performance.md quotes. Not a test: it judges nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { arch, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { claudeCodeBody, smallBedrockBody, smallBody } from './bodies.js';
import { hammer, median, once, startServer } from './load.js';

const ROUNDS = 9;
const REQUESTS = 3_000;
/** After fewer, both servers still get faster from round to round, as V8 compiles what is hot. */
const WARM_UP = 20_000;
const CONNECTIONS = 16;
const MEMORY_REQUESTS = 20_000;
const OPEN_STREAMS = 1_000;
const HEADERS = {
  'content-type': 'application/json',
  'anthropic-version': '2023-06-01',
  'anthropic-beta':
    'claude-code-20250219,interleaved-thinking-2025-05-14,context-management-2025-06-27,per-turn-control-2026-07-01,mid-conversation-tool-changes-2026-07-01,thinking-token-count-2026-05-13,advanced-tool-use-2025-11-20,effort-2025-11-24',
  'x-api-key': 'bench',
};
const folder = mkdtempSync(join(tmpdir(), 'gateway-check-bench-'));
const bin = fileURLToPath(new URL('../../bin/gateway-check.js', import.meta.url));

const rows = [];
for (const [name, body, bedrockBody] of [
  ['small', smallBody(), smallBedrockBody()],
  ['50 KB Claude Code', claudeCodeBody(), claudeCodeBody('bedrock')],
]) {
  const streamed = messages({ ...body, stream: true });
  const binary = bedrockStream(bedrockBody);
  rows.push(await cpuPerRequest(`${name} request, JSON`, messages({ ...body, stream: false }), 'bare'));
  rows.push(await cpuPerRequest(`${name} request, SSE, bare in one write`, streamed, 'bare'));
  rows.push(await cpuPerRequest(`${name} request, SSE, bare event by event`, streamed, 'eventwise'));
  rows.push(await cpuPerRequest(`${name} request, Bedrock stream, bare in one write`, binary, 'bare'));
  rows.push(await cpuPerRequest(`${name} request, Bedrock stream, bare frame by frame`, binary, 'eventwise'));
}
process.stdout.write(`Node ${process.version}, ${arch()}, ${cpus().length} cores (${cpus()[0].model})\n\n`);
print(['CPU per request', 'bare', 'mock', 'ratio'], rows);
print(['Memory and capacity', 'bare', 'mock', ''], [await memory(), await openStreams()]);
print(
  ['Command', 'node -e 0', 'gateway-check', 'ratio'],
  [
    wall('--help', ['--help']),
    wall('run, whole Messages suite', ['run']),
    wall('run, Messages, Bedrock and Vertex', [
      'run',
      ...['anthropic', 'bedrock', 'vertex'].flatMap((format) => ['--format', format]),
    ]),
  ],
);
rmSync(folder, { recursive: true });

function messages(body) {
  return { path: '/v1/messages?beta=true', headers: HEADERS, body: JSON.stringify(body) };
}

/** A request to Bedrock. Its answer is a binary stream of 13 frames: one for each event but the ping. */
function bedrockStream(body) {
  return {
    path: '/model/us.anthropic.claude-sonnet-4-6/invoke-with-response-stream',
    headers: { 'content-type': 'application/json', authorization: 'Bearer bench' },
    body: JSON.stringify(body),
  };
}

/** The same request to both servers, in turns; medians over the rounds, of the ratio, too: what disturbs one round disturbs both of its turns. */
async function cpuPerRequest(name, request, kind) {
  const { mock, bare, stop } = await pair(request, kind);
  const times = { mock: [], bare: [] };
  for (const server of [mock, bare]) await hammer(server.port, request, WARM_UP, CONNECTIONS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, server] of Object.entries({ bare, mock })) {
      const before = await server.usage();
      await hammer(server.port, request, REQUESTS, CONNECTIONS);
      times[kind].push(((await server.usage()).cpu - before.cpu) / REQUESTS);
    }
  }
  stop();
  const ratio = median(times.mock.map((mock, round) => mock / times.bare[round]));
  return [
    name,
    `${median(times.bare).toFixed(0)} µs`,
    `${median(times.mock).toFixed(0)} µs`,
    ratio.toFixed(2),
  ];
}

/** Both servers, the bare one with the mock's own answer to the request. */
async function pair(request, kind) {
  const mock = await startServer('mock');
  const answer = await once(http.globalAgent, mock.port, request);
  const file = join(folder, 'answer.json');
  writeFileSync(file, JSON.stringify({ headers: answer.headers, body: answer.body.toString('base64') }));
  const bare = await startServer(kind, file);
  const stop = () => {
    mock.stop();
    bare.stop();
  };
  return { mock, bare, stop };
}

async function memory() {
  const request = { path: '/v1/messages', headers: HEADERS, body: JSON.stringify(claudeCodeBody()) };
  const { mock, bare, stop } = await pair(request, 'bare');
  const rss = {};
  for (const [kind, server] of Object.entries({ bare, mock })) {
    await hammer(server.port, request, MEMORY_REQUESTS, CONNECTIONS);
    rss[kind] = (await server.collect()).rss / 1024 / 1024;
  }
  stop();
  return [
    `resident after ${MEMORY_REQUESTS} requests of 50 KB`,
    `${rss.bare.toFixed(0)} MB`,
    `${rss.mock.toFixed(0)} MB`,
    `+${(rss.mock - rss.bare).toFixed(0)} MB`,
  ];
}

async function openStreams() {
  const mock = await startServer('mock');
  const request = {
    path: '/v1/messages',
    headers: HEADERS,
    body: JSON.stringify({ ...smallBody(), stream: true }),
  };
  await hammer(mock.port, request, OPEN_STREAMS, OPEN_STREAMS);
  mock.stop();
  return [`${OPEN_STREAMS} concurrent streams`, '', 'all complete', ''];
}

/** Wall time of a command against an empty Node, in turns; medians. */
function wall(name, args) {
  const times = { node: [], own: [] };
  for (let round = 0; round < 9; round += 1) {
    times.node.push(timed(['-e', '0']));
    times.own.push(timed([bin, ...args]));
  }
  const [node, own] = [median(times.node), median(times.own)];
  return [name, `${node.toFixed(0)} ms`, `${own.toFixed(0)} ms`, (own / node).toFixed(2)];
}

function timed(args) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`);
  return performance.now() - started;
}

function print(head, body) {
  const table = [head, head.map(() => '---'), ...body];
  process.stdout.write(`${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n\n`);
}
