import { betaHalf, bodyHalf, CAPABILITIES, type Capability, type Provider } from '../../wire/capabilities.ts';
import type { Inference } from '../../wire/format.ts';
import { type Place, placesOf } from '../../wire/places.ts';
import { type Draft, type DraftObject, isObject, objectsAt } from '../layers/draft.ts';

/** Counting needs no more beta values than these, and Vertex refuses others there (BerriAI/litellm#39597). */
const ON_COUNTS = ['claude-code-', 'interleaved-thinking-', 'token-counting-'];

/**
 * Takes out of a Messages body what a provider lacks, both halves of each capability together, and gives the
 * beta values that belong to what is left. A value that no capability names is dropped, since Bedrock refuses
 * every value that it does not know; a field that none names is kept.
 * @param body changed in place
 */
export function adapt(
  body: DraftObject,
  betas: readonly string[],
  to: Provider,
  operation: Inference,
  capabilities: readonly Capability[] = CAPABILITIES,
): string[] {
  const kept = new Set<string>();
  for (const capability of capabilities) {
    const support = supported(capability, to, operation);
    const values = betaHalf(capability, betas);
    if (support === undefined)
      for (const pattern of capability.body ?? []) drop(body, placesOf(body, pattern));
    else if (support === 'same') for (const value of values) kept.add(value);
    // One value may open several capabilities: only those that are used need their own.
    else if (support !== 'free' && bodyHalf(capability, body).length > 0) kept.add(support.under);
  }
  dropChoice(body);
  return [...kept];
}

function supported(
  { betas, on }: Capability,
  to: Provider,
  operation: Inference,
): Capability['on'][Provider] {
  const isCounted =
    operation === 'messages' || on[to] === 'free' || betas.some((beta) => ON_COUNTS.includes(beta));
  return isCounted ? on[to] : undefined;
}

/** From the last place on, so that those in front of it in the same list stay where they are. */
function drop(body: DraftObject, places: readonly Place[]): void {
  for (const place of [...places].reverse()) {
    const holder = place.slice(0, -1).reduce<Draft | undefined>(member, body);
    const key = place.at(-1);
    if (Array.isArray(holder) && typeof key === 'number') holder.splice(key, 1);
    else if (isObject(holder) && key !== undefined) delete holder[key];
  }
  for (const key of ['output_config', 'tools']) if (isEmpty(body[key])) delete body[key];
  const { messages } = body;
  // A message that held nothing else would be refused.
  if (Array.isArray(messages)) {
    body['messages'] = messages.filter((message) => !isObject(message) || !isEmptyList(message['content']));
  }
}

function member(holder: Draft | undefined, key: string | number): Draft | undefined {
  if (Array.isArray(holder)) return holder[Number(key)];
  return isObject(holder) ? holder[key] : undefined;
}

function isEmpty(value: Draft | undefined): boolean {
  return isEmptyList(value) || (isObject(value) && Object.keys(value).length === 0);
}

function isEmptyList(value: Draft | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** A choice of a tool that is gone. */
function dropChoice(body: DraftObject): void {
  const choice = body['tool_choice'];
  if (!isObject(choice)) return;
  const tools = objectsAt(body, 'tools');
  const isGone = choice['name'] !== undefined && tools.every(({ name }) => name !== choice['name']);
  if (isGone || tools.length === 0) delete body['tool_choice'];
}
