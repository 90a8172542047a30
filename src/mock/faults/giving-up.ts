/**
 * The means to give up one of several attempts for a client: aborts when the client leaves, and when told to.
 * (Signals made by `AbortSignal.any` can be collected as garbage before they fire, up to Node 22.)
 */
export function givingUp(gone: AbortSignal): AbortController {
  const attempt = new AbortController();
  gone.addEventListener('abort', () => attempt.abort());
  if (gone.aborted) attempt.abort();
  return attempt;
}
