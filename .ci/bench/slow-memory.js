/**
 * How much memory a process takes at most that is checker, recording upstream and gateway in one: whole slow
 * runs of the built-in gateway, at full length. Takes over two minutes a format. Not a test: it judges nothing.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/gateway-check.js', import.meta.url));
const told = process.argv.slice(2);
/** Has the run tell its peak in its last line. */
const PEAK =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS))';

process.stdout.write('| `run --slow` | peak resident | time |\n| --- | --- | --- |\n');
for (const format of told.length > 0 ? told : ['anthropic', 'bedrock', 'vertex']) {
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', PEAK, bin, 'run', '--slow', '--format', format],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`run --slow --format ${format} ended with ${status}:\n${stderr}`);
  const [, kilobytes] = /peak (\d+)$/.exec(stderr) ?? [];
  const megabytes = Math.round(Number(kilobytes) / 1024);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`| --format ${format} | ${megabytes} MB | ${seconds} s |\n`);
}
