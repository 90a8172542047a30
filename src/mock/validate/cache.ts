import { z } from 'zod';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { objects } from '../conversation.ts';

/** A cache marker. A union of one kind, so that paths carry its tag: `cache_control.ephemeral.ttl`. */
export const cacheControl = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('ephemeral'),
      ttl: z.enum(['5m', '1h']).nullish(),
      scope: z.string().nullish(),
    }),
  ])
  .nullish();

/** The service keeps four prefixes of a request at most. */
const MAX_MARKERS = 4;

/** A block, tool or the whole request that carries a marker. */
export interface Marker {
  /** Dotted path of the holder without union tags, as rules about markers name it; ends in a dot unless empty. */
  readonly path: string;
  /** The same with the tags, as problems of shape name it. */
  readonly tagged: string;
  readonly marker: JsonObject;
}

/** Every marker in the order in which the service reads them: tools, system, messages, the automatic one. */
export function markersOf(body: JsonObject): Marker[] {
  const { tools, system, cache_control: automatic } = body;
  const found: Marker[] = [];
  if (mayHold(tools)) look(found, tools, 'tools.', 'tools.');
  if (mayHold(system)) look(found, system, 'system.', 'system.', false);
  objects(body['messages']).forEach(({ content }, i) => {
    // Most messages have no marker, and paths are not free.
    if (mayHold(content)) look(found, content, `messages.${i}.content.`, `messages.${i}.content.`);
  });
  if (isObject(automatic)) found.push({ path: '', tagged: '', marker: automatic });
  return found;
}

function mayHold(list: unknown): list is readonly unknown[] {
  return (
    Array.isArray(list) && list.some((holder) => isObject(holder) && (isMarked(holder) || isResult(holder)))
  );
}

function isMarked({ cache_control: marker }: JsonObject): boolean {
  return isObject(marker);
}

function isResult({ type, content }: JsonObject): boolean {
  return type === 'tool_result' && Array.isArray(content);
}

function look(found: Marker[], list: readonly unknown[], path: string, tagged: string, hasTags = true): void {
  list.forEach((holder, i) => {
    if (!isObject(holder)) return;
    const { type = 'custom', cache_control: marker, content } = holder;
    if (!isObject(marker) && !isResult(holder)) return;
    const here = [`${path}${i}.`, hasTags ? `${tagged}${i}.${type}.` : `${tagged}${i}.`] as const;
    if (isObject(marker)) found.push({ path: here[0], tagged: here[1], marker });
    if (isResult(holder) && mayHold(content))
      look(found, content, `${here[0]}content.`, `${here[1]}content.`);
  });
}

/** Count and order of the markers; the refusal, or undefined when all is well. */
export function cacheProblem(markers: readonly Marker[]): string | undefined {
  if (markers.length > MAX_MARKERS) {
    return `A maximum of ${MAX_MARKERS} blocks with cache_control may be provided. Found ${markers.length}.`;
  }
  const short = markers.findIndex(({ marker }) => marker['ttl'] !== '1h');
  const late = markers.find(({ marker }, i) => short >= 0 && i > short && marker['ttl'] === '1h');
  if (!late) return undefined;
  return (
    `${late.path}cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. ` +
    'Note that blocks are processed in the following order: `tools`, `system`, `messages`.'
  );
}
