import { setMaxListeners } from 'node:events';

/**
 * Runs `work` with a signal that aborts after `ms` milliseconds or with `outer`, whichever is first.
 * Not `AbortSignal.any([outer, AbortSignal.timeout(ms)])`: on Node 20 the collector may take the
 * timer of such a signal while somebody still waits for it.
 */
export async function withDeadline<T>(
  ms: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // A check may wait for dozens of streams at once; that is no leak.
  setMaxListeners(0, controller.signal);
  const interrupt = () => controller.abort(outer.reason);
  const timer = setTimeout(
    () => controller.abort(new DOMException(`${ms} ms have passed`, 'TimeoutError')),
    ms,
  );
  outer.addEventListener('abort', interrupt);
  if (outer.aborted) interrupt();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', interrupt);
  }
}
