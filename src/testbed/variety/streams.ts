import { cutShort, once, received } from '../../mock/layers/bytes.ts';
import { events, type StreamEvent } from '../../mock/layers/events.ts';
import { requestBody } from '../../mock/layers/request.ts';
import { isStream, plainStreamBody, streamBody } from '../../mock/layers/response.ts';
import type { Variety } from './variety.ts';

/** The formats whose streams are text. */
const SSE = ['anthropic', 'vertex'] as const;

/** So much of a chunk is enough to be cut small: a frame of 200 KB byte by byte is a matter of minutes. */
const CUT_SMALL = 2_000;

/** The beginning of each chunk in pieces of so many bytes. */
function pieces(size: number) {
  return streamBody(async function* (body) {
    for await (const chunk of body) {
      const end = Math.min(chunk.length, CUT_SMALL);
      for (let at = 0; at < end; at += size) yield chunk.subarray(at, Math.min(at + size, end));
      if (end < chunk.length) yield chunk.subarray(end);
    }
  });
}

/** Bytes in pieces whose ends fall anywhere but at the ends of the chunks: each chunk as two halves. */
const halves = streamBody(async function* (body) {
  for await (const chunk of body) {
    const middle = chunk.length >> 1;
    if (middle > 0) yield chunk.subarray(0, middle);
    yield chunk.subarray(middle);
  }
});

/** Lines that end otherwise; the last byte of a chunk may be half of an end, so all `\r` go first. */
const crlf = plainStreamBody(async function* (body) {
  for await (const chunk of body)
    yield Buffer.from(
      Buffer.from(chunk).toString('latin1').replaceAll('\r', '').replaceAll('\n', '\r\n'),
      'latin1',
    );
});

/** Each event that has one as fields of this writing. */
function rewritten(write: (event: StreamEvent) => string) {
  return events(
    () => (event) => (event.name === undefined || event.frame.data === '' ? [event] : [write(event)]),
  );
}

const isBegun = (event: StreamEvent) => event.json['type'] === 'content_block_start';

/** What gateways do to bodies. */
export const streamVarieties: readonly Variety[] = [
  { id: 'streams in pieces of 1 byte', layers: () => [pieces(1)] },
  { id: 'streams in pieces of 7 bytes', layers: () => [pieces(7)] },
  { id: 'streams in pieces of 1,460 bytes', layers: () => [pieces(1_460)] },
  { id: 'streams in halves of chunks', layers: () => [halves] },
  { id: 'lines that end in CRLF', formats: SSE, layers: () => [crlf] },
  {
    id: 'comments between events',
    formats: SSE,
    layers: () => [events(() => (event) => [': the connection lives\n\n', event])],
  },
  {
    id: 'a comment within each event',
    formats: SSE,
    layers: () => [rewritten(({ name, frame }) => `: for ${name}\nevent: ${name}\ndata: ${frame.data}\n\n`)],
  },
  {
    id: 'fields without a blank',
    formats: SSE,
    layers: () => [rewritten(({ name, frame }) => `event:${name}\ndata:${frame.data}\n\n`)],
  },
  {
    id: 'data ahead of the name',
    formats: SSE,
    layers: () => [rewritten(({ name, frame }) => `data: ${frame.data}\nevent: ${name}\n\n`)],
  },
  {
    id: 'ids and a time to reconnect',
    formats: SSE,
    layers: () => [
      events(() => {
        let id = 0;
        return (event) => {
          id += 1;
          if (event.name === undefined || event.frame.data === '') return [event];
          return [`id: ${id}\nretry: 3000\nevent: ${event.name}\ndata: ${event.frame.data}\n\n`];
        };
      }),
    ],
  },
  {
    id: 'blank lines between events',
    formats: SSE,
    layers: () => [events(() => (event) => [event, '\n'])],
  },
  {
    id: 'a ping behind each start of a block',
    warns: ['bedrock/frames/bytes'],
    layers: () => [
      events(
        () => (event) =>
          isBegun(event) ? [event, { event: { type: 'ping' } }, { event: { type: 'ping' } }] : [event],
      ),
    ],
  },
  {
    id: 'an event that nobody knows',
    warns: [
      'bedrock/frames/bytes',
      'messages/stream-content/same-events',
      'messages/stream-framing/nothing-added',
    ],
    layers: () => [
      events(
        () => (event) =>
          isBegun(event) ? [event, { event: { type: 'gateway_note', note: 'cached: no' } }] : [event],
      ),
    ],
  },
  {
    id: 'JSON answers read whole',
    layers: () => [
      async (request, next) => {
        const response = await next(request);
        if (isStream(response)) return response;
        const { bytes, cut } = await received(response.body);
        return { ...response, body: cut === undefined ? once(bytes) : cutShort(bytes, cut) };
      },
    ],
  },
  {
    id: 'requests printed with line breaks',
    warns: ['common/bytes/number-literals', 'common/bytes/same-text', 'outside/settings/max-tokens'],
    layers: () => [
      requestBody((body) => {
        try {
          return Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 2));
        } catch {
          return body;
        }
      }),
    ],
  },
];
