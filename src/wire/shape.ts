import type { JsonObject } from './scenario.ts';

/** A place where a value is not what the format says. */
export interface Misfit {
  readonly path: readonly string[];
  /** Path, what was expected and what was found, for a person. */
  readonly text: string;
}

/**
 * A claim about a JSON value: adds a misfit for each place that breaks it. Keys that a shape doesn't
 * name are legal everywhere, because the API adds fields without notice.
 */
export type Shape = (value: unknown, path: readonly string[], misfits: Misfit[]) => void;

/** The misfits of `value`, none when it has the shape. */
export function misfitsOf(value: unknown, shape: Shape, path: readonly string[] = []): Misfit[] {
  const misfits: Misfit[] = [];
  shape(value, path, misfits);
  return misfits;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A shape that holds when `holds` does; `expected` completes "expected ...". */
export function that(expected: string, holds: (value: unknown) => boolean): Shape {
  return (value, path, misfits) => {
    if (holds(value)) return;
    const place = path.length === 0 ? '' : `${path.join('.')}: `;
    misfits.push({ path, text: `${place}expected ${expected}, found ${describe(value)}` });
  };
}

export const string = that('a string', (value) => typeof value === 'string');
export const boolean = that('true or false', (value) => typeof value === 'boolean');
export const present = that('a value', (value) => value !== undefined);
/** A number of tokens, requests or a position. */
export const count = that('a whole number from 0', (value) => Number.isInteger(value) && Number(value) >= 0);

export function literal(wanted: string): Shape {
  return that(`"${wanted}"`, (value) => value === wanted);
}

export function nullable(shape: Shape): Shape {
  return (value, path, misfits) => {
    if (value !== null) shape(value, path, misfits);
  };
}

export function list(item: Shape): Shape {
  const isList = that('a list', Array.isArray);
  return (value, path, misfits) => {
    isList(value, path, misfits);
    if (!Array.isArray(value)) return;
    for (const [at, entry] of value.entries()) item(entry, [...path, String(at)], misfits);
  };
}

/** An object with these keys, and those in `optional` where present. */
export function object(required: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape {
  const always = Object.entries(required);
  const sometimes = Object.entries(optional);
  return (value, path, misfits) => {
    anObject(value, path, misfits);
    if (!isObject(value)) return;
    for (const [key, shape] of always) shape(value[key], [...path, key], misfits);
    for (const [key, shape] of sometimes) {
      if (value[key] !== undefined) shape(value[key], [...path, key], misfits);
    }
  };
}

/** An object with a `type`, and the shape of that type where it is known: types are an open list. */
export function tagged(shapes: ReadonlyMap<string, Shape>): Shape {
  const hasType = object({ type: string });
  return (value, path, misfits) => {
    hasType(value, path, misfits);
    if (isObject(value)) shapes.get(String(value['type']))?.(value, path, misfits);
  };
}

const anObject = that('an object', isObject);

/** What a value is, for a person: scalars as JSON, cut to 40 characters. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
