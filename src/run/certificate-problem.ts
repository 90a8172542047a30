/** What each way in which a certificate is refused means to the operator, and the way out of it. */
const PROBLEMS: readonly (readonly [code: RegExp, text: (code: string) => string])[] = [
  [
    /ALERT_CERTIFICATE_REQUIRED/,
    (code) =>
      `the target demands a client certificate (${code}). Give it with --client-cert and --client-key.`,
  ],
  // Alerts are the target's word: about the certificate that it was shown.
  [
    /ALERT_(UNKNOWN_CA|(BAD|UNSUPPORTED)_CERTIFICATE|CERTIFICATE_)/,
    (code) =>
      `the target did not accept the client certificate (${code}). Give one that its authority has issued and that is still valid with --client-cert and --client-key.`,
  ],
  [
    /CERT_HAS_EXPIRED/,
    (code) =>
      `the TLS certificate of the target, or one of its chain, has expired (${code}). Renew it: Claude Code does not accept it either. If it is still valid, set the clock of this machine.`,
  ],
  [
    /CERT_NOT_YET_VALID/,
    (code) =>
      `the TLS certificate of the target is not valid yet (${code}). Set the clocks of this machine and of the one that issued it.`,
  ],
  [
    /ALTNAME/,
    (code) =>
      `the TLS certificate of the target is for another name (${code}). Give the address under a name that it is for, or have one issued for this name: Claude Code does not accept it either.`,
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO/,
    (code) =>
      `the TLS certificate was not accepted (${code}). For a private CA give its certificate with --ca <file>.`,
  ],
];

/** What is wrong with a certificate and what to do, by the error code of OpenSSL or Node; undefined: nothing of that. */
export function certificateProblem(code: string): string | undefined {
  return PROBLEMS.find(([pattern]) => pattern.test(code))?.[1](code);
}
