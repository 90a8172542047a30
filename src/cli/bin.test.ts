import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The built package as users run it: `npm test` builds it first.
const BIN = fileURLToPath(new URL('../../bin/gateway-check.js', import.meta.url));
const MANIFEST = new URL('../../package.json', import.meta.url);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-bin-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs node in an empty folder. `during` may act on the process once it has said something on stderr. */
async function node(args: readonly string[], during?: (child: ChildProcess) => void) {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => {
    written.stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    written.stderr += bytes;
    during?.(child);
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { code, ...written };
}

test('the package says its version from any folder', async () => {
  const { version }: { version: string } = JSON.parse(await readFile(MANIFEST, 'utf8'));
  expect(await node([BIN, '--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('help goes to stdout and loads nothing heavy', async () => {
  const spy = 'data:text/javascript,process.on("exit",()=>console.error(process.moduleLoadList.join()))';
  const { code, stdout, stderr } = await node(['--import', spy, BIN, '--help']);
  expect(stdout).toMatch(/^Usage: gateway-check/);
  expect(stderr).not.toMatch(/NativeModule (http2?|https|tls|crypto),/);
  expect(code).toBe(0);
});

test('a run against the reference gateway, with JSON alone on stdout', async () => {
  const { code, stdout, stderr } = await node([BIN, 'run', '--only', 'MSG-HDR-*', '--json', '-']);
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'gateway-check/report@1', vantage: 'upstream' });
  expect(stderr).toBe('No url given: checking the built-in reference gateway.\n');
  expect(code).toBe(0);
});

test('SIGINT ends a run with a report and exit code 130', async () => {
  const { code, stdout } = await node([BIN, 'run', '--json', '-', '--rate', '5'], (child) =>
    child.kill('SIGINT'),
  );
  expect(JSON.parse(stdout)).toMatchObject({ stopped: { why: 'interrupted' } });
  expect(code).toBe(130);
});

test('a usage error is one line on stderr and exit code 2', async () => {
  expect(await node([BIN, 'run', '--upstream', 'x'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'gateway-check: --upstream x: Give [host:]port, such as 8788 or 0.0.0.0:8788.\n',
  });
});

test('a reader that leaves early is no failure', async () => {
  const script = `import { spawn } from 'node:child_process';
const child = spawn(process.execPath, [${JSON.stringify(BIN)}, 'list', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
child.stdout.once('readable', () => child.stdout.destroy());
child.on('close', (code) => console.log(code));`;
  expect(await node(['--input-type=module', '-e', script])).toEqual({ code: 0, stdout: '0\n', stderr: '' });
});

test('without the build it says how to make it', async () => {
  await mkdir(join(folder, 'bin'));
  await cp(BIN, join(folder, 'bin', 'gateway-check.js'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const { code, stderr } = await node([join(folder, 'bin', 'gateway-check.js'), 'run']);
  expect(stderr).toMatch(
    /^gateway-check: Cannot find module.*\nIn a checkout, run: npm ci && npm run build\n$/,
  );
  expect(code).toBe(2);
});

test('an old Node is told what it lacks', async () => {
  const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.18.3"}})';
  const { code, stderr } = await node(['--import', old, BIN, 'run']);
  expect(stderr).toMatch(/^gateway-check: needs Node 20\.19 or newer, this is /);
  expect(code).toBe(2);
});
