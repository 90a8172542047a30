import type { FormatId, Level, Requirement, Topology, Vantage } from './requirement.ts';
import { type SourceKey, sources } from './sources.ts';

/** Where developers set `ANTHROPIC_BASE_URL` and nothing else: what no provider's variable switches on. */
export const ANTHROPIC: readonly FormatId[] = ['anthropic'];
/** The formats that carry Messages requests and answers, whatever the base URL variable is called. */
export const MESSAGES: readonly FormatId[] = ['anthropic', 'foundry', 'aws', 'mantle'];
export const BEDROCK: readonly FormatId[] = ['bedrock'];
export const VERTEX: readonly FormatId[] = ['vertex'];
/** The formats of the cloud providers' own APIs, with requests that differ from those of Messages. */
export const CLOUD: readonly FormatId[] = [...BEDROCK, ...VERTEX];
/** The formats that stream server-sent events; Bedrock has binary frames. */
export const SSE_FORMATS: readonly FormatId[] = [...MESSAGES, ...VERTEX];
export const EVERY_FORMAT: readonly FormatId[] = [...MESSAGES, ...CLOUD];

/** Rules about unchanged bytes and values bind a relay only; a bridge has rules of its own. */
export const RELAY: readonly Topology[] = ['relay'];
export const BRIDGE: readonly Topology[] = ['bridge'];
export const ANY: readonly Topology[] = ['relay', 'bridge'];

/** Only our recording upstream shows the breach. */
export const UPSTREAM: readonly Vantage[] = ['upstream'];
/** The gateway's answer shows the breach, with and without our upstream. */
export const EITHER: readonly Vantage[] = ['upstream', 'client'];

/** A requirement as it is written down: the id is its key, sources are keys, and the common case is left out. */
export type Row = Omit<Requirement, 'id' | 'since' | 'formats' | 'sources'> & {
  readonly sources: readonly SourceKey[];
  /** Default: {@link MESSAGES}. */
  readonly formats?: readonly FormatId[];
  /** Default: the first edition. */
  readonly since?: string;
};

/**
 * The rows of one family as requirements, under the same keys: the keys stay literal types, which is what lets
 * `RequirementId` name every row.
 */
export function family<Id extends string>(rows: Record<Id, Row>): Record<Id, Requirement> {
  const complete = ([id, row]: [string, Row]): [string, Requirement] => [
    id,
    { formats: MESSAGES, since: '2026-11', ...row, id, sources: row.sources.map((key) => sources[key]) },
  ];
  return Object.fromEntries(Object.entries<Row>(rows).map(complete)) as Record<Id, Requirement>;
}

/**
 * The rows of these families that a row of `level` repeats for `format`: those of the same level that bind it on a
 * relay and have checks. Picked by what they say of themselves, so that a row that joins a family is repeated, too.
 */
export function restated(
  format: FormatId,
  level: Level,
  ...families: readonly Readonly<Record<string, Requirement>>[]
): string[] {
  return families
    .flatMap((rows) => Object.values(rows))
    .filter((row) => row.level === level && row.formats.includes(format) && row.topologies.includes('relay'))
    .filter(({ unchecked, restates }) => unchecked === undefined && restates === undefined)
    .map(({ id }) => id);
}
