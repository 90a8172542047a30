/** JSON that a layer may change in place. */
export type Draft = null | boolean | number | string | Draft[] | DraftObject;
export type DraftObject = { [key: string]: Draft };

export function isObject(value: unknown): value is DraftObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under `key`; an empty one, that belongs to nothing, where there is none. */
export function objectAt(parent: DraftObject, key: string): DraftObject {
  const value = parent[key];
  return isObject(value) ? value : {};
}

/** The objects in the list under `key`; none where it isn't a list. */
export function objectsAt(parent: DraftObject, key: string): DraftObject[] {
  const value = parent[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Keeps those objects of the list under `key` that `keep` says; other members stay. */
export function filterAt(parent: DraftObject, key: string, keep: (item: DraftObject) => boolean): void {
  const value = parent[key];
  if (Array.isArray(value)) parent[key] = value.filter((item) => !isObject(item) || keep(item));
}

/** Every object within `value`, itself first, depth first. */
export function* objectsWithin(value: Draft): Generator<DraftObject> {
  if (isObject(value)) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) yield* objectsWithin(member);
}
