import type { Json, JsonObject } from './scenario.ts';
import { isObject } from './shape.ts';

/** Keys from the root to a value: `['tools', 0, 'defer_loading']`. */
export type Place = readonly (string | number)[];

/**
 * The places of a body that a pattern names, in order. A pattern is dotted; `*` is every member of a list,
 * and `*:web_search_` every member whose `type` begins so.
 */
export function placesOf(body: JsonObject, pattern: string): Place[] {
  return found(body, pattern.split('.'), []);
}

function found(value: Json | undefined, [step, ...rest]: readonly string[], at: Place): Place[] {
  if (value === undefined || value === null) return [];
  if (step === undefined) return [at];
  if (!step.startsWith('*')) {
    const inside = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    return found(inside, rest, [...at, step]);
  }
  if (!Array.isArray(value)) return [];
  const [, kind = ''] = step.split(':');
  return value.flatMap((member, i) => {
    const type = isObject(member) ? member['type'] : undefined;
    const isMeant = kind === '' || (typeof type === 'string' && type.startsWith(kind));
    return isMeant ? found(member, rest, [...at, i]) : [];
  });
}
