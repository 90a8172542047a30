/** The family of a row or of its id: `MSG-HDR` of `MSG-HDR-01b`. */
export function familyOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}

/**
 * Where a row is described, as a path in this package: `docs/requirements/msg-hdr.md#msg-hdr-01`. The same in every
 * copy of the package, and relative to wherever that is published.
 */
export function pageOf(id: string): string {
  return `docs/requirements/${familyOf(id)}.md#${id}`.toLowerCase();
}
