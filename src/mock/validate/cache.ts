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
  const found: Marker[] = [];
  const look = (list: unknown, path: string, tagged: string, hasTags = true) => {
    if (!Array.isArray(list)) return;
    for (let i = 0; i < list.length; i++) {
      const holder: unknown = list[i];
      if (!isObject(holder)) continue;
      const { type = 'custom', cache_control: marker, content } = holder;
      const isResult = type === 'tool_result' && Array.isArray(content);
      // Most of a request has no marker, and paths are not free.
      if (!isResult && !isObject(marker)) continue;
      const here = [`${path}${i}.`, hasTags ? `${tagged}${i}.${type}.` : `${tagged}${i}.`] as const;
      if (isObject(marker)) found.push({ path: here[0], tagged: here[1], marker });
      if (isResult) look(content, `${here[0]}content.`, `${here[1]}content.`);
    }
  };
  look(body['tools'], 'tools.', 'tools.');
  look(body['system'], 'system.', 'system.', false);
  objects(body['messages']).forEach((message, i) => {
    look(message['content'], `messages.${i}.content.`, `messages.${i}.content.`);
  });
  const automatic = body['cache_control'];
  if (isObject(automatic)) found.push({ path: '', tagged: '', marker: automatic });
  return found;
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
