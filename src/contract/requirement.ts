/** The six ways in which Claude Code can address a gateway. `anthropic` is the Messages format. */
export const FORMATS = ['anthropic', 'bedrock', 'vertex', 'foundry', 'aws', 'mantle'] as const;
export type FormatId = (typeof FORMATS)[number];

/** MUST: Claude Code fails visibly. SHOULD: it degrades or costs more. MAY: optional. */
export type Level = 'must' | 'should' | 'may';

/** `relay`: the same format on both hops. `bridge`: Messages in, another format out. */
export type Topology = 'relay' | 'bridge';

/** Where a breach can be seen: at our recording upstream, or in the gateway's answer alone. */
export type Vantage = 'upstream' | 'client';

/**
 * Why a requirement has no check. A closed list, so that a gap needs an argument. That something takes long is none:
 * there is `--slow`.
 */
export interface Unchecked {
  readonly reason: 'needs a real login' | 'documentation duty of the operator' | 'client-side only';
  readonly note: string;
}

/** A point on which the documents are silent, or say two things. */
export interface Doubt {
  /** Settled by what was observed; else it stays open, and the row is weaker for it. */
  readonly settled: boolean;
  readonly note: string;
}

/** A public document or observation that a requirement rests on. */
export interface Source {
  readonly title: string;
  readonly url?: string;
}

/** One row of the contract. */
export interface Requirement {
  /** Stable, never reused, such as `MSG-HDR-01`; a letter marks a case of a row with another level. */
  readonly id: string;
  readonly level: Level;
  /** Why this level; says so when the row is weaker than its wording suggests. */
  readonly levelReason: string;
  /** The rule as a claim about a conforming gateway, active voice, under 80 characters. */
  readonly title: string;
  /** The rule in one to three sentences. */
  readonly statement: string;
  /** The formats in which Claude Code may speak to the gateway for the rule to apply. */
  readonly formats: readonly FormatId[];
  readonly topologies: readonly Topology[];
  readonly vantages: readonly Vantage[];
  readonly sources: readonly Source[];
  /** What a user of Claude Code sees when the rule is broken. */
  readonly breaks: string;
  /** What the operator changes in the gateway, with settings of common products where known. */
  readonly remedy: string;
  /** Contract edition that brought the row in. */
  readonly since: string;
  /**
   * Ids of rows that this one only repeats for its formats: their checks, run in these formats, judge it. A list of
   * strings, since the type of the ids is made from the rows themselves.
   */
  readonly restates?: readonly string[];
  /** Set when no check covers the row. */
  readonly unchecked?: Unchecked;
  readonly doubt?: Doubt;
}
