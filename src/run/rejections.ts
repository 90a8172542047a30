import { AsyncLocalStorage } from 'node:async_hooks';
import { promiseHooks } from 'node:v8';

/** The check on whose behalf code runs. */
const current = new AsyncLocalStorage<string>();
const owners = new WeakMap<Promise<unknown>, string>();
const rejections = new Map<string, unknown>();

/** Runs `work` on behalf of a check. */
export function within<T>(check: string, work: () => Promise<T>): Promise<T> {
  return current.run(check, work);
}

/** What a check's forgotten promise was rejected with, once Node had the time to notice. */
export async function rejectionOf(check: string): Promise<unknown> {
  await new Promise(setImmediate);
  const reason = rejections.get(check);
  rejections.delete(check);
  return reason;
}

/**
 * From here on an unhandled rejection becomes an error of the check that made the promise, instead of
 * the end of the process. Those of nobody's check go to `stray`. Returns the way back.
 */
export function attributeRejections(stray: (reason: unknown) => void): () => void {
  // Node's handler is not told in which asynchronous context the promise was made; this hook is.
  const unhook = promiseHooks.onInit((promise) => {
    const check = current.getStore();
    if (check !== undefined) owners.set(promise, check);
  });
  const note = (reason: unknown, promise: Promise<unknown>) => {
    const check = owners.get(promise);
    if (check === undefined) stray(reason);
    else rejections.set(check, reason);
  };
  process.on('unhandledRejection', note);
  return () => {
    process.off('unhandledRejection', note);
    unhook();
  };
}
