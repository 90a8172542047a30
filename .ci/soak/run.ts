import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/report/model.ts';

/** One way to run everything. */
export interface Way {
  readonly name: string;
  /** Arguments of `gateway-check run`. */
  readonly argv: readonly string[];
}

/** How a run ended: all that is to be the same the next time. */
export interface Outcome {
  readonly exit: number | null;
  readonly seed: string;
  readonly stopped?: string;
  /** Status and reason by check and format. */
  readonly statuses: ReadonlyMap<string, string>;
  readonly report?: Report;
  readonly stderr: string;
}

const CLI = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const START = `import(${JSON.stringify(CLI)}).then((cli) => cli.main(process.argv.slice(1)))`;

/** Runs the command line as a process of its own, as users do. */
export async function runOnce({ argv }: Way): Promise<Outcome> {
  const child = spawn(process.execPath, ['-e', START, 'run', ...argv, '--json', '-'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const exit = await ended;
  const report = reportIn(stdout);
  return {
    exit,
    seed: report?.seed ?? 'none',
    ...(report?.stopped && { stopped: report.stopped.reason }),
    statuses: new Map(
      report?.results.map(({ check, format, status, reason = '' }) => [
        `${check} in ${format}`,
        reason === '' ? status : `${status}: ${reason}`,
      ]),
    ),
    ...(report && { report }),
    stderr,
  };
}

async function text(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function reportIn(stdout: string): Report | undefined {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}
