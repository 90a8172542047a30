const REASONS: { readonly [code: string]: string } = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'no permission',
  EADDRNOTAVAIL: 'no such address here',
  ENOTFOUND: 'no such host',
};

/** Why a port could not be had, in words; undefined for an error that says nothing about it. */
export function portProblem(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code];
}
