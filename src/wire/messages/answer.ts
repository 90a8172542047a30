import type { Defect } from '../defect.ts';
import { type JsonNode, nodeAt, parseJson, readJson } from '../json.ts';
import { isObject, type Misfit } from '../shape.ts';
import { decodeUtf8 } from '../utf8.ts';
import { countMisfits } from './count.ts';
import { errorMisfits } from './error.ts';
import { messageMisfits } from './message.ts';
import { modelListMisfits, modelMisfits } from './models.ts';
import { readStream } from './stream.ts';

/** The answers of a gateway, told apart by structure alone. */
export type AnswerKind = 'message' | 'count_tokens' | 'models' | 'model' | 'error' | 'sse' | 'unknown';

/** What a saved answer is, and where it departs from the format. */
export interface ValidatedAnswer {
  readonly kind: AnswerKind;
  readonly defects: readonly Defect[];
}

type JsonKind = Exclude<AnswerKind, 'sse' | 'unknown'>;

const MISFITS: Readonly<Record<JsonKind, (value: unknown) => Misfit[]>> = {
  message: messageMisfits,
  count_tokens: countMisfits,
  models: modelListMisfits,
  model: modelMisfits,
  error: errorMisfits,
};
/** How the JSON of an answer begins. */
const JSON_START = /^[[{"]/;
/** A line that only an event stream holds. */
const STREAM_LINE = /^(?:(?:event|data|id|retry)(?::|$)|:)/m;

/**
 * Validates the body of one answer without its headers. JSON departs under `<kind>/shape`, a stream
 * under `sse/*` and `stream/*`. What is of no kind has exactly one defect: `answer/kind` (JSON of
 * another sort, or neither JSON nor a stream) or the `json/*` rule that it breaks. Never throws.
 */
export function validateAnswer(bytes: Uint8Array): ValidatedAnswer {
  // trimStart takes a byte order mark, too. An HTML page may well hold a line like one of a stream.
  const text = decodeUtf8(bytes).text.trimStart();
  if (!JSON_START.test(text) && !text.startsWith('<') && STREAM_LINE.test(text)) {
    return { kind: 'sse', defects: readStream(bytes).defects };
  }
  const { value, defects } = parseJson(bytes);
  if (value === undefined) {
    const reason = JSON_START.test(text) ? defects.at(-1) : undefined;
    return unknown(reason ?? noKind('neither JSON nor an event stream'));
  }
  const kind = kindOf(value);
  if (kind === undefined) {
    return unknown(noKind('JSON, but no message, token count, models list or entry, or error'));
  }
  const misfits = MISFITS[kind](value);
  const root = misfits.length > 0 ? readJson(bytes).root : undefined;
  const placed = misfits.map(({ path, text }) => ({
    offset: offsetOf(root, path),
    rule: `${kind}/shape`,
    text,
  }));
  return { kind, defects: [...defects, ...placed] };
}

/** By what each kind must have, so that one damaged key doesn't make it another kind. */
function kindOf(value: unknown): JsonKind | undefined {
  if (!isObject(value)) return undefined;
  const has = (key: string) => Object.hasOwn(value, key);
  if (value['type'] === 'error' || isObject(value['error'])) return 'error';
  if (value['type'] === 'message' || (has('role') && has('content'))) return 'message';
  if (Array.isArray(value['data'])) return 'models';
  if (value['type'] === 'model' || (has('id') && has('display_name'))) return 'model';
  if (has('input_tokens')) return 'count_tokens';
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

function noKind(text: string): Defect {
  return { offset: 0, rule: 'answer/kind', text };
}

function unknown(defect: Defect): ValidatedAnswer {
  return { kind: 'unknown', defects: [defect] };
}
