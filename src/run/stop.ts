/** Ends one check without a verdict; the runner reports `skip` with the reason. */
export class Skip extends Error {
  override readonly name = 'Skip';
  /** The requirement or check whose breach is the cause, if it is known. */
  readonly blockedBy: string | undefined;

  constructor(reason: string, blockedBy?: string) {
    super(reason);
    this.blockedBy = blockedBy;
  }
}

/** Ends one check since its rule does not bind this target: nothing is left unproven. */
export class Inapplicable extends Skip {}

/** Ends one check whose observations say why; the runner reports by its level. */
export class Stop extends Error {
  override readonly name = 'Stop';
}

/** Ends the whole run, since nothing that follows could be believed. Exit code 3. */
export class Unproven extends Error {
  override readonly name = 'Unproven';
}
