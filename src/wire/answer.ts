import { Buffer } from 'node:buffer';
import { isBinary } from './any-stream.ts';
import { bedrockCountMisfits } from './bedrock/count.ts';
import { bedrockErrorMisfits } from './bedrock/error.ts';
import { readBedrockStream } from './bedrock/stream.ts';
import type { Defect } from './defect.ts';
import type { WireId } from './format.ts';
import { type JsonNode, nodeAt, parseJson, readJson } from './json.ts';
import { countMisfits } from './messages/count.ts';
import { errorMisfits } from './messages/error.ts';
import { messageMisfits } from './messages/message.ts';
import { modelListMisfits, modelMisfits } from './messages/models.ts';
import { readStream } from './messages/stream.ts';
import { isObject, type Misfit } from './shape.ts';
import { decodeUtf8 } from './utf8.ts';
import { googleErrorMisfits, isGoogleError } from './vertex/error.ts';

interface Kind {
  /** The APIs that answer so. */
  readonly families: readonly WireId[];
  /** With its article, for a person. */
  readonly noun: string;
}
interface JsonKind extends Kind {
  readonly misfits: (value: unknown) => Misfit[];
}

/** Whose answers are known. */
export const FAMILIES: readonly WireId[] = ['anthropic', 'bedrock', 'vertex'];
const JSON_KINDS = {
  message: { families: FAMILIES, noun: 'a message', misfits: messageMisfits },
  count_tokens: { families: ['anthropic', 'vertex'], noun: 'a token count', misfits: countMisfits },
  models: { families: ['anthropic'], noun: 'a models list', misfits: modelListMisfits },
  model: { families: ['anthropic'], noun: 'a models entry', misfits: modelMisfits },
  error: { families: ['anthropic', 'vertex'], noun: 'an error of the Messages API', misfits: errorMisfits },
  'bedrock-count': { families: ['bedrock'], noun: 'a token count of Bedrock', misfits: bedrockCountMisfits },
  'bedrock-error': { families: ['bedrock'], noun: 'an error of Bedrock', misfits: bedrockErrorMisfits },
  'google-error': { families: ['vertex'], noun: 'an error of Google Cloud', misfits: googleErrorMisfits },
} satisfies Readonly<Record<string, JsonKind>>;
const STREAM_KINDS = {
  sse: { families: ['anthropic', 'vertex'], noun: 'an SSE stream', read: readStream },
  'event-stream': { families: ['bedrock'], noun: 'a binary event stream', read: readBedrockStream },
} satisfies Readonly<Record<string, Kind & { read: (bytes: Uint8Array) => { defects: readonly Defect[] } }>>;

/** The answers of a gateway, told apart by structure alone. */
export type AnswerKind = keyof typeof JSON_KINDS | keyof typeof STREAM_KINDS | 'unknown';

/** What a saved answer is, and where it departs from the format. */
export interface ValidatedAnswer {
  readonly kind: AnswerKind;
  readonly defects: readonly Defect[];
}

/** How the JSON of an answer begins. */
const JSON_START = /^[[{"]/;
/** The header that every binary frame has, with the lengths and types that stand around its name. */
const FRAME_HEADER = '\x0d:message-type\x07';
/** The first frame has it among its first bytes. */
const FRAME_HEAD = 256;
/** A line that only an event stream holds. */
const STREAM_LINE = /^(?:(?:event|data|id|retry)(?::|$)|:)/m;

/**
 * Validates the body of one answer without its headers. JSON departs under `<kind>/shape`, a stream
 * under the rules of its framing (`sse/*`; `frame/*` and `bedrock/*`) and `stream/*`. What is of no kind
 * has exactly one defect: `answer/kind` (JSON of another sort, or neither JSON nor a stream) or the
 * `json/*` rule that it breaks. So has what the API of `family` does not answer: `answer/family`. Without
 * a family any is welcome. Never throws.
 */
export function validateAnswer(bytes: Uint8Array, family?: WireId): ValidatedAnswer {
  const stream = streamKindOf(bytes);
  if (stream) {
    const { noun, families, read } = STREAM_KINDS[stream];
    const stray = straying({ noun, families }, family);
    return { kind: stream, defects: stray ? [stray] : read(bytes).defects };
  }
  const { value, defects } = parseJson(bytes);
  if (value === undefined) {
    const reason = JSON_START.test(decodeUtf8(bytes).text.trimStart()) ? defects.at(-1) : undefined;
    return unknown(reason ?? noKind('neither JSON nor an event stream'));
  }
  const kind = kindOf(value);
  if (kind === undefined) {
    return unknown(noKind('JSON, but no message, token count, models list or entry, or error'));
  }
  const stray = straying(JSON_KINDS[kind], family);
  if (stray) return { kind, defects: [stray] };
  const misfits = JSON_KINDS[kind].misfits(value);
  const root = misfits.length > 0 ? readJson(bytes).root : undefined;
  const placed = misfits.map(({ path, text }) => ({
    offset: offsetOf(root, path),
    rule: `${kind}/shape`,
    text,
  }));
  return { kind, defects: [...defects, ...placed] };
}

/** An HTML page may well hold a line like one of a stream, and a damaged length hide that a stream is binary. */
function streamKindOf(bytes: Uint8Array): keyof typeof STREAM_KINDS | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, FRAME_HEAD));
  if (isBinary(bytes) || head.includes(FRAME_HEADER, 0, 'latin1')) return 'event-stream';
  // trimStart takes a byte order mark, too.
  const text = decodeUtf8(bytes).text.trimStart();
  return !JSON_START.test(text) && !text.startsWith('<') && STREAM_LINE.test(text) ? 'sse' : undefined;
}

/** By what each kind must have, so that one damaged key doesn't make it another kind. */
function kindOf(value: unknown): keyof typeof JSON_KINDS | undefined {
  if (isGoogleError(value)) return 'google-error';
  if (!isObject(value)) return undefined;
  const has = (key: string) => Object.hasOwn(value, key);
  if (value['type'] === 'error' || isObject(value['error'])) return 'error';
  if (value['type'] === 'message' || (has('role') && has('content'))) return 'message';
  if (Array.isArray(value['data'])) return 'models';
  if (value['type'] === 'model' || (has('id') && has('display_name'))) return 'model';
  if (has('input_tokens')) return 'count_tokens';
  if (has('inputTokens')) return 'bedrock-count';
  if (has('message') || has('Message')) return 'bedrock-error';
  return undefined;
}

/** Where the value at the path begins, or its nearest parent when the key is missing. */
function offsetOf(root: JsonNode | undefined, path: readonly string[]): number {
  for (let depth = path.length; root && depth >= 0; depth--) {
    const node = nodeAt(root, path.slice(0, depth));
    if (node) return node.start;
  }
  return 0;
}

/** The defect of an answer that the family doesn't give. */
function straying({ families, noun }: Kind, family: WireId | undefined): Defect | undefined {
  if (family === undefined || families.includes(family)) return undefined;
  return { offset: 0, rule: 'answer/family', text: `${noun}, which ${family} does not answer` };
}

function noKind(text: string): Defect {
  return { offset: 0, rule: 'answer/kind', text };
}

function unknown(defect: Defect): ValidatedAnswer {
  return { kind: 'unknown', defects: [defect] };
}
