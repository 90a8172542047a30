/** Exit codes; when several apply, the first of 130, 2, 1, 3, 0 is taken. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unproven: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * Ends the process once everything written has left it: the only place that does. Without it, kept
 * connections would hold the process after ^C.
 */
export function exit(code: ExitCode): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}
