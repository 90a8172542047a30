import { header, type RawHeaders } from '../../wire/headers.ts';

/** What a client acts on. */
const KEPT = ['retry-after', 'retry-after-ms', 'x-should-retry'];

/** The provider's id of a request; empty when it gave none. */
export function requestIdOf(headers: RawHeaders): string {
  return header(headers, 'request-id') ?? header(headers, 'x-amzn-requestid') ?? '';
}

/** Of a provider's answer what Messages has, too. */
export function keptHeaders(headers: RawHeaders): RawHeaders {
  const kept = headers.filter(([name]) => KEPT.includes(name.toLowerCase()));
  const id = requestIdOf(headers);
  return id === '' ? kept : [...kept, ['request-id', id]];
}
