import { readModelId } from '../../wire/bedrock/model-id.ts';
import type { Provider } from '../../wire/capabilities.ts';
import type { Inference } from '../../wire/format.ts';

/** What a name with a `.` or `:` in front of its model is: an id or ARN of Bedrock already. */
const BEDROCK_ID = /^(arn:|[a-z-]+\.)/;
/** Regions of cross-region profiles. Counts are for the foundation model itself. */
const REGION = /^[a-z]{2,6}(?:-gov)?\.(?=anthropic\.)/;
/** The date at the end of a name; Google writes it behind an `@`, Bedrock adds a version to it. */
const DATE = /-(\d{8})$/;

/**
 * Names of the operator's own, unless told otherwise: one whose model is older than Claude Code takes an unknown
 * name for.
 */
export const ALIASES: Readonly<Record<Provider, { readonly [alias: string]: string }>> = {
  bedrock: { 'team-haiku': 'us.anthropic.claude-haiku-4-5-20251001-v1:0' },
  vertex: { 'team-haiku': 'claude-haiku-4-5@20251001' },
};

/**
 * The id under which a provider knows a model. The name of a Messages request becomes one by the rules of the
 * provider's own catalogue, unless `aliases` says otherwise.
 */
export function modelAt(
  to: Provider,
  name: string,
  aliases: { readonly [alias: string]: string },
  operation: Inference,
): string {
  const known = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (to === 'vertex') return known ?? encodeURIComponent(name.replace(DATE, '@$1')).replaceAll('%40', '@');
  const id =
    known ?? (BEDROCK_ID.test(name) ? name : `us.anthropic.${name}${DATE.test(name) ? '-v1:0' : ''}`);
  return operation === 'count_tokens' ? id.replace(REGION, '') : id;
}

/** The name at Anthropic of a model of a provider; the id itself where only the account knows it. */
export function anthropicName(to: Provider, id: string): string {
  return to === 'vertex' ? id.replace('@', '-') : (readModelId(id)?.claude ?? id);
}
