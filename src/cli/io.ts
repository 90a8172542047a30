/** Where a command writes. */
export interface Output {
  write(text: string): unknown;
  /** True on a terminal, where colours and progress lines make sense. */
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal in characters. */
  readonly columns?: number | undefined;
}

/** A command's only connection with the process, so that tests can run commands in process. */
export interface Io {
  /** The report. */
  readonly stdout: Output;
  /** Progress and problems. */
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: { readonly [name: string]: string | undefined };
  /** Aborts on ^C. Only a command that asks for it gets the chance to finish first. */
  interruption(): AbortSignal;
}

/** The connection with this process. A second ^C ends it at once. */
export function processIo(): Io {
  const { env } = process;
  return {
    // Node opens each stream when it is first asked for, which takes time that `--help` need not spend.
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    get stdin() {
      return process.stdin;
    },
    env,
    interruption,
  };
}

function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
