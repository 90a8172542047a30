import { expect, test } from 'vitest';
import { commandLine, type Running } from './command-line.ts';
import type { Gateway, Route, Setup } from './gateway.ts';
import { nameOf, type Way, waysOf } from './ways.ts';

const NEVER: Setup['start'] = () => Promise.reject(new Error('nothing is started here'));

function gateway(
  name: string,
  routes: readonly Route[],
  setups: readonly string[] = ['documented'],
): Gateway {
  const setup = { basis: 'https://example.com', files: [], retries: 'none', routes, start: NEVER };
  return {
    name,
    title: name,
    homepage: 'https://example.com',
    version: '1.0.0',
    newest: { version: '1.0.0' },
    install: async () => '',
    setups: setups.map((of) => ({ ...setup, name: of })),
  };
}

const PLAIN: Route = { name: 'messages', format: 'anthropic', options: [] };
const RUNNING: Running = {
  server: { url: 'http://127.0.0.1:4000' },
  upstream: 5000,
  report: 'report.json',
};

function wordsFor(route: Route, running = RUNNING): string[] {
  const [way] = waysOf([gateway('thing', [route])], { gateways: [] }) as [Way];
  return commandLine(way, running).slice(1);
}

test('a route is checked at its path, on the port that the gateway was told; its options win', () => {
  expect(wordsFor({ ...PLAIN, path: '/anthropic', options: ['--api-key', 'made-up'] })).toEqual([
    'bin/gateway-check.js',
    'run',
    'http://127.0.0.1:4000/anthropic',
    ...['--upstream', '127.0.0.1:5000', '--format', 'anthropic'],
    ...['--seed', 'interop', '--timeout', '10000', '--gate', '1000', '--wait', '30'],
    ...['--api-key', 'made-up'],
    ...['--trace-bytes', '1000', '--trace-exchanges', '4', '--json', 'report.json'],
  ]);
});

test('a bridge and a target file are named', () => {
  const words = wordsFor({ ...PLAIN, upstreamFormat: 'bedrock', target: 'target.json' }).join(' ');
  expect(words).toContain('--format anthropic --upstream-format bedrock --target interop/thing/target.json');
});

test('a gateway that is told where its upstream is is told so', () => {
  const words = wordsFor({ ...PLAIN, options: ['--header', 'x-host: {upstream}/v1'] });
  expect(words).toContain('x-host: http://127.0.0.1:5000/v1');
});

test('a gateway in a namespace is reached there', () => {
  const server = {
    url: 'http://127.0.0.1:4000',
    within: ['nsenter', '--net', '--target', '7'],
    upstreamOptions: ['--upstream-url', 'https://127.0.0.1'],
  };
  const [way] = waysOf([gateway('thing', [PLAIN])], { gateways: [] }) as [Way];
  const words = commandLine(way, { ...RUNNING, server });
  expect(words.slice(0, 5)).toEqual(['nsenter', '--net', '--target', '7', process.execPath]);
  expect(words.join(' ')).toContain(' --upstream-url https://127.0.0.1 --format');
  expect(words).not.toContain('--upstream');
});

const ALL = [
  gateway('litellm', [PLAIN, { ...PLAIN, name: 'bedrock', format: 'bedrock' }], ['documented', 'defaults']),
  gateway('nginx', [PLAIN]),
];

test.each([
  [{ gateways: ['nginx'] }, ['nginx documented messages']],
  [{ gateways: [], route: 'bedrock' }, ['litellm documented bedrock', 'litellm defaults bedrock']],
  [{ gateways: ['litellm'], setup: 'defaults', route: 'messages' }, ['litellm defaults messages']],
])('of all ways %j are taken', (wanted, names) => {
  expect(waysOf(ALL, wanted).map(nameOf)).toEqual(names);
});

test.each([
  [
    { gateways: ['litelm'] },
    /^litelm: no such gateway \(did you mean litellm\?\)\. There are litellm, nginx\.$/,
  ],
  [
    { gateways: ['nginx'], setup: 'tuned' },
    /^--setup tuned: no such way\. There are:\n {2}nginx documented messages$/,
  ],
])('%j is refused, with what there is', (wanted, message) => {
  expect(() => waysOf(ALL, wanted)).toThrow(message);
});
