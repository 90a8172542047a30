/**
 * HTTP headers as they were on the wire: pairs, with case, order and duplicates.
 * A map would hide exactly what a gateway may have changed.
 */
export type RawHeaders = readonly (readonly [name: string, value: string])[];

/** Node's flat `rawHeaders` list (`[name, value, name, value]`) as pairs. */
export function toPairs(flat: readonly string[]): RawHeaders {
  const pairs = Array.of<[string, string]>();
  // Sliced: V8 might put literals that a journal holds among what is old.
  for (let i = 0; i + 1 < flat.length; i += 2) pairs.push(flat.slice(i, i + 2) as [string, string]);
  return pairs;
}

/** Pairs as Node's flat list, the form that `writeHead` and `http.request` send unchanged. */
export function toFlat(headers: RawHeaders): string[] {
  const flat = new Array<string>(headers.length * 2);
  headers.forEach(([name, value], i) => {
    flat[2 * i] = name;
    flat[2 * i + 1] = value;
  });
  return flat;
}

/** Every value of `name` (any case), in order of arrival. */
export function headerValues(headers: RawHeaders, name: string): string[] {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (const [key, value] of headers) {
    // The length tells most names apart, and costs nothing.
    if (key.length === wanted.length && key.toLowerCase() === wanted) values.push(value);
  }
  return values;
}

/** The value of `name`, several lines joined with `, ` (RFC 9110 section 5.3); undefined if absent. */
export function header(headers: RawHeaders, name: string): string | undefined {
  const wanted = name.toLowerCase();
  let joined: string | undefined;
  // No list of values: this is asked several times for each request.
  for (const [key, value] of headers) {
    if (key.length !== wanted.length || key.toLowerCase() !== wanted) continue;
    joined = joined === undefined ? value : `${joined}, ${value}`;
  }
  return joined;
}

/** The members of a comma-separated list header, over all its lines, trimmed, without empty ones. */
export function headerList(headers: RawHeaders, name: string): string[] {
  return headerValues(headers, name)
    .flatMap((value) => value.split(','))
    .map((member) => member.trim())
    .filter((member) => member !== '');
}

/** The headers without any line called one of `names` (any case). */
export function withoutHeaders(headers: RawHeaders, ...names: string[]): RawHeaders {
  const gone = new Set(names.map((name) => name.toLowerCase()));
  return headers.filter(([key]) => !gone.has(key.toLowerCase()));
}

/** The headers with one line `name: value` in place of the first of that name, or at the end. */
export function withHeader(headers: RawHeaders, name: string, value: string): RawHeaders {
  const wanted = name.toLowerCase();
  const at = headers.findIndex(([key]) => key.toLowerCase() === wanted);
  if (at < 0) return [...headers, [name, value]];
  return headers.flatMap(([key, old], i) => {
    if (i === at) return [[key, value] as const];
    return key.toLowerCase() === wanted ? [] : [[key, old] as const];
  });
}
