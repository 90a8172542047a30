/** `npm run e2e:claude`: the tests with the real Claude Code; with `--through <gateway>`, sessions through gateways of others. */
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
const npx = (...words) => spawnSync('npx', ['--no-install', ...words], { stdio: 'inherit' }).status ?? 1;
const through = () =>
  spawnSync(process.execPath, ['.cache/tools/interop/claude/main.js', ...args], { stdio: 'inherit' })
    .status ?? 1;
const tools = () => spawnSync('npm', ['run', '--silent', 'tools'], { stdio: 'inherit' }).status ?? 1;

process.exitCode = args.some((arg) => arg.startsWith('--through'))
  ? tools() || through()
  : npx('vitest', 'run', '--config', '.ci/e2e.config.ts', 'claude.test', ...args);
