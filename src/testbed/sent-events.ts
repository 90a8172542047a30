import { EventStreamCodec } from '@smithy/eventstream-codec';
import { type Exchange, responseBody } from '../net/exchange.ts';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString(),
  (text) => Buffer.from(text),
);

/** The data lines of an SSE answer, read without our decoder; pings are not a client's business. */
export function sentLines(exchange: Exchange | undefined): unknown[] {
  const lines = exchange ? responseBody(exchange).toString().split(/\r?\n/) : [];
  return lines
    .filter((line) => line.startsWith('data:'))
    .map((line) => JSON.parse(line.slice('data:'.length)))
    .filter(({ type }) => type !== 'ping');
}

/** The events in the chunks of a binary answer, read by the codec of AWS and not by our decoder. */
export function sentChunks(exchange: Exchange | undefined): unknown[] {
  const body = exchange ? responseBody(exchange) : Buffer.alloc(0);
  const events: unknown[] = [];
  for (let at = 0; at < body.length; at += body.readUInt32BE(at)) {
    const { headers, body: payload } = codec.decode(body.subarray(at, at + body.readUInt32BE(at)));
    if (headers[':event-type']?.value !== 'chunk') continue;
    const { bytes } = JSON.parse(Buffer.from(payload).toString());
    events.push(JSON.parse(Buffer.from(bytes, 'base64').toString()));
  }
  return events;
}
