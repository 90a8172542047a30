/** Where to listen. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Of the recording upstream: fixed, since the gateway under test is configured with it. */
export const DEFAULT_UPSTREAM: Place = { host: '127.0.0.1', port: 8788 };
export const ANY_PORT: Place = { host: '127.0.0.1', port: 0 };

/** `[host:]port` as a place, an IPv6 host in brackets; undefined when it is none. */
export function placeOf(text: string): Place | undefined {
  const match = /^(?:(\[[\da-f:.]+\]|[^:[\]]+):)?(\d{1,5})$/i.exec(text);
  const port = Number(match?.[2]);
  if (!match || port > 65_535) return undefined;
  return { host: (match[1] ?? DEFAULT_UPSTREAM.host).replace(/^\[|\]$/g, ''), port };
}

/** The place as `host:port`. */
export function placeText({ host, port }: Place): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
