import type { Json, JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { type Issuer, toolUseId } from './ids.ts';
import { signature } from './signature.ts';

/** Characters in each delta; about what the real API sends at a time. */
const PIECE = 24;
/** A long text comes in bigger pieces, so that no block is more than so many deltas. */
const MAX_PIECES = 40;

/**
 * A block as the real API would finish it: what a Scenario may leave out for brevity (the id and input
 * of a call, the signature of a thought) is filled in, the same for the same seed.
 */
export function completeBlock(block: JsonObject, seed: string, issuer: Issuer): JsonObject {
  switch (block['type']) {
    case 'thinking':
      return block['signature'] === undefined
        ? { ...block, signature: signature(String(block['thinking'] ?? '')) }
        : block;
    case 'tool_use':
    case 'server_tool_use': {
      if (block['id'] !== undefined && block['input'] !== undefined) return block;
      const id = toolUseId(seed, issuer, block['type'] === 'tool_use' ? 'client' : 'server');
      const { type, ...rest } = block;
      return { type, id, input: {}, ...rest };
    }
    default:
      return block;
  }
}

/** The start of a streamed block and its deltas; the stop is the same for all. */
export interface BlockEvents {
  readonly start: JsonObject;
  readonly deltas: readonly JsonObject[];
}

/**
 * How a finished block is streamed. Text, thinking, calls and compaction start empty and grow; blocks of
 * any other type (results of server tools, redacted thinking, fallback, unknown ones) are whole in the start.
 */
export function blockEvents(block: JsonObject): BlockEvents {
  switch (block['type']) {
    case 'text':
      return textEvents(block);
    case 'thinking':
      return {
        start: { ...block, thinking: '', signature: '' },
        deltas: [
          ...pieces(block['thinking']).map((thinking) => ({ type: 'thinking_delta', thinking })),
          { type: 'signature_delta', signature: block['signature'] ?? '' },
        ],
      };
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      return callEvents(block);
    case 'compaction': {
      const { content = null, encrypted_content: encrypted, ...rest } = block;
      const secret = encrypted === undefined ? {} : { encrypted_content: encrypted };
      return {
        start: { ...rest, content: null },
        deltas: [{ type: 'compaction_delta', content, ...secret }],
      };
    }
    default:
      return { start: block, deltas: [] };
  }
}

/** A cited text starts with an empty list and gets its citations before its words. */
function textEvents(block: JsonObject): BlockEvents {
  const { citations, ...rest } = block;
  const words = pieces(block['text']).map((text) => ({ type: 'text_delta', text }));
  if (!Array.isArray(citations)) return { start: { ...block, text: '' }, deltas: words };
  const cited = citations.map((citation: Json) => ({ type: 'citations_delta', citation }));
  return { start: { citations: [], ...rest, text: '' }, deltas: [...cited, ...words] };
}

/**
 * The input of a call begins with an empty delta, which is the only one when there is no argument. A call
 * that a running program made (`caller.type` code_execution_*) has its whole input in the start.
 */
function callEvents(block: JsonObject): BlockEvents {
  const caller = block['caller'];
  const kind = isObject(caller) ? caller['type'] : undefined;
  if (typeof kind === 'string' && kind.startsWith('code_execution')) return { start: block, deltas: [] };
  const json = JSON.stringify(block['input'] ?? {});
  const parts = json === '{}' ? [''] : ['', ...pieces(json)];
  return {
    start: { ...block, input: {} },
    deltas: parts.map((part) => ({ type: 'input_json_delta', partial_json: part })),
  };
}

/** Cuts a text into deltas, never inside a surrogate pair. */
function pieces(text: Json | undefined): string[] {
  if (typeof text !== 'string') return [];
  const size = Math.max(PIECE, Math.ceil(text.length / MAX_PIECES));
  const found: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = from + size;
    const to = isHighSurrogate(text.charCodeAt(end - 1)) ? end + 1 : end;
    found.push(text.slice(from, to));
    from = to;
  }
  return found;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
