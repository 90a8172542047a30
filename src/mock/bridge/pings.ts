const SILENCE = Symbol('silence');

/**
 * The members of `source` as they come, and a `ping` whenever none has come for `every` milliseconds. Leaving
 * it early leaves `source`.
 */
export async function* withPings<T>(
  source: AsyncIterable<T>,
  ping: T,
  every: number,
): AsyncGenerator<T, void, undefined> {
  const members = source[Symbol.asyncIterator]();
  try {
    let next = members.next();
    for (;;) {
      const member = await orSilence(next, every);
      if (member === SILENCE) {
        yield ping;
        continue;
      }
      if (member.done) return;
      yield member.value;
      next = members.next();
    }
  } finally {
    await members.return?.();
  }
}

async function orSilence<T>(next: Promise<T>, ms: number): Promise<T | typeof SILENCE> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<typeof SILENCE>((resolve) => {
    timer = setTimeout(resolve, ms, SILENCE);
    // A silent stream must not keep a process alive that has nothing else to do.
    timer.unref();
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}
