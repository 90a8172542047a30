import { cli } from '../cli/main.ts';
import { upstreamAt } from '../mock/forward.ts';
import { startGateway } from '../mock/gateway.ts';
import type { Middleware } from '../mock/middleware.ts';

export interface TerminalOptions {
  readonly env?: { readonly [name: string]: string };
  readonly isTTY?: boolean;
  /** Aborts as ^C would. */
  readonly interruption?: AbortSignal;
  /** Told what appears on stderr, as it appears. */
  readonly onProgress?: (text: string) => void;
  /** Told what appears on stdout, as it appears. */
  readonly onOutput?: (text: string) => void;
}

/** What a command line left behind. */
export interface Typed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Types a command line into a terminal of our own, in this process. */
export async function type(argv: readonly string[], options: TerminalOptions = {}): Promise<Typed> {
  const { env = {}, isTTY = false, interruption = new AbortController().signal } = options;
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    isTTY,
    columns: 100,
    write: (text: string) => {
      written[name] += text;
      (name === 'stderr' ? options.onProgress : options.onOutput)?.(text);
    },
  });
  const code = await cli(argv, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: (async function* () {})(),
    env,
    interruption: () => interruption,
  });
  return { code, ...written };
}

/**
 * Types `run` for a gateway of these layers. It sends its traffic where the command says that the
 * recording upstream listens, as an operator would set it up.
 * @param more what follows `run <url> --upstream 0`
 */
export async function typeBehind(
  layers: readonly Middleware[],
  more: readonly string[] = [],
  options: TerminalOptions = {},
): Promise<Typed> {
  let upstream: ReturnType<typeof upstreamAt> | undefined;
  const wired: Middleware = (request, next) => (upstream?.forward ?? next)(request);
  await using gateway = await startGateway({ upstream: 'http://127.0.0.1:9', layers: [...layers, wired] });
  const typed = await type(['run', gateway.url, '--upstream', '0', ...more], {
    ...options,
    onProgress: (text) => {
      const url = /upstream listens on (http:\S+):/.exec(text)?.[1];
      if (url) upstream = upstreamAt(url);
      options.onProgress?.(text);
    },
  });
  upstream?.close();
  return typed;
}
