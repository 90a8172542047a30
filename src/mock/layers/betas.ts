import { headerList, type RawHeaders, withHeader, withoutHeaders } from '../../wire/headers.ts';
import type { Middleware } from '../middleware.ts';
import { requestHeaders } from './request.ts';

const BETA = 'anthropic-beta';

/** Passes requests on with another list of beta values; an empty one is no header at all. */
export function betas(change: (values: readonly string[]) => readonly string[]): Middleware {
  return requestHeaders((headers) => withBetas(headers, change(headerList(headers, BETA))));
}

function withBetas(headers: RawHeaders, values: readonly string[]): RawHeaders {
  return values.length === 0 ? withoutHeaders(headers, BETA) : withHeader(headers, BETA, values.join(','));
}
