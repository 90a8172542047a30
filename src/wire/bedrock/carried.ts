import { Buffer } from 'node:buffer';
import { isBase64 } from '../base64.ts';
import type { Defect } from '../defect.ts';
import { parseJson } from '../json.ts';
import type { JsonObject } from '../scenario.ts';
import { isObject } from '../shape.ts';
import { bedrockErrorMisfits } from './error.ts';
import type { Frame } from './frames.ts';

/** What a frame brings to the client. */
export type Carried =
  | { readonly is: 'event'; readonly event: JsonObject }
  | { readonly is: 'exception' | 'error'; readonly type: string; readonly message: string }
  /** Readers pass over it: an event of another type, or a chunk that is no event of the Messages grammar. */
  | { readonly is: 'keep-alive' }
  | { readonly is: 'unreadable' };

type Reading = { readonly carried: Carried; readonly defects: readonly Defect[] };
/** `[rule, text]` of what is wrong. */
type Breach = readonly [rule: string, text: string];

/** A JSON object without `type` that has one of these is an event that lost it, no keep-alive. */
const EVENT_KEYS = ['message', 'index', 'content_block', 'delta', 'usage', 'error'];

/**
 * What a frame of InvokeModelWithResponseStream carries: a chunk whose payload is
 * `{"bytes": "<base64 of one event>", "p": "<padding>"}`, an exception or an error. Defects:
 * `bedrock/headers` (readers cannot tell what the frame is), `bedrock/payload` and `bedrock/event` (the
 * base64 holds no JSON object). Of a frame that the framing already faults nothing more is said.
 */
export function carriedBy(frame: Frame): Reading {
  const breaches: Breach[] = [];
  const carried = frame.complete ? read(frame, breaches) : UNREADABLE;
  const defects = breaches.map(([rule, text]) => ({ offset: frame.offset, rule, text }));
  return { carried, defects: frame.intact ? defects : [] };
}

const UNREADABLE: Carried = { is: 'unreadable' };

function read(frame: Frame, breaches: Breach[]): Carried {
  const header = (name: string) => textOf(frame, name);
  const kind = header(':message-type');
  if (kind === 'event') return readEvent(frame, header(':event-type'), breaches);
  if (kind === 'exception') return readException(frame, header(':exception-type'), breaches);
  if (kind !== 'error') {
    breaches.push([
      'bedrock/headers',
      `:message-type is ${quoted(kind)}; there are event, exception and error`,
    ]);
    return UNREADABLE;
  }
  const type = header(':error-code');
  if (type === undefined) breaches.push(['bedrock/headers', 'an error frame without :error-code']);
  return { is: 'error', type: type ?? '', message: header(':error-message') ?? '' };
}

function readEvent(frame: Frame, type: string | undefined, breaches: Breach[]): Carried {
  if (type === undefined) {
    breaches.push(['bedrock/headers', 'an event frame without :event-type']);
    return UNREADABLE;
  }
  // The types are an open list: readers drop the ones they don't know.
  if (type !== 'chunk') return { is: 'keep-alive' };
  const content = textOf(frame, ':content-type');
  if (content !== undefined && content !== 'application/json') {
    breaches.push([
      'bedrock/headers',
      `:content-type of a chunk is ${quoted(content)}, not application/json`,
    ]);
  }
  const { value: payload, defects } = parseJson(frame.payload);
  if (!isObject(payload)) {
    breaches.push(['bedrock/payload', `the payload of a chunk is no JSON object${because(defects)}`]);
    return UNREADABLE;
  }
  const { bytes } = payload;
  if (typeof bytes !== 'string' || !isBase64(bytes)) {
    const found = bytes === undefined ? 'missing' : 'no base64';
    breaches.push(['bedrock/payload', `bytes of a chunk is ${found}`]);
    return UNREADABLE;
  }
  return readMessagesEvent(Buffer.from(bytes, 'base64'), breaches);
}

function readMessagesEvent(bytes: Buffer, breaches: Breach[]): Carried {
  const { value: event, defects } = parseJson(bytes);
  if (!isObject(event)) {
    breaches.push(['bedrock/event', `the bytes of a chunk are no JSON object${because(defects)}`]);
    return UNREADABLE;
  }
  const isEvent = 'type' in event || EVENT_KEYS.some((key) => key in event);
  return isEvent ? { is: 'event', event } : { is: 'keep-alive' };
}

function readException(frame: Frame, type: string | undefined, breaches: Breach[]): Carried {
  if (type === undefined) breaches.push(['bedrock/headers', 'an exception frame without :exception-type']);
  const { value, defects } = parseJson(frame.payload);
  const [misfit] = defects.length > 0 ? defects : bedrockErrorMisfits(value);
  if (misfit) breaches.push(['bedrock/payload', `the payload of an exception: ${misfit.text}`]);
  const message = isObject(value) ? (value['message'] ?? value['Message']) : undefined;
  return { is: 'exception', type: type ?? '', message: typeof message === 'string' ? message : '' };
}

/** A header that readers take as text; undefined when it is missing or of another type. */
function textOf(frame: Frame, name: string): string | undefined {
  const value = frame.headers.find((header) => header.name === name && header.type === 'string')?.value;
  return typeof value === 'string' ? value : undefined;
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'missing' : JSON.stringify(text.slice(0, 40));
}

function because([first]: readonly Defect[]): string {
  return first ? `: ${first.text}` : '';
}
