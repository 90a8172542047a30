import { list, nullable, object, present, type Shape, string, tagged, that } from '../shape.ts';

interface BlockKind {
  readonly shape: Shape;
  /** The delta types that may fill it on a stream; none when it arrives whole with its start. */
  readonly deltas: readonly string[];
}

const toolUse: BlockKind = {
  shape: object({ id: string, name: string, input: object({}) }, { caller: nullable(object({})) }),
  deltas: ['input_json_delta'],
};
const toolResult: BlockKind = {
  shape: object({ tool_use_id: string, content: present }),
  deltas: [],
};

const KINDS: ReadonlyMap<string, BlockKind> = new Map<string, BlockKind>([
  [
    'text',
    {
      shape: object({ text: string }, { citations: nullable(list(object({ type: string }))) }),
      deltas: ['text_delta', 'citations_delta'],
    },
  ],
  [
    'thinking',
    {
      shape: object({ thinking: string, signature: string }),
      deltas: ['thinking_delta', 'signature_delta'],
    },
  ],
  ['redacted_thinking', { shape: object({ data: string }), deltas: [] }],
  ['tool_use', toolUse],
  ['server_tool_use', toolUse],
  ['mcp_tool_use', toolUse],
  ['web_search_tool_result', toolResult],
  ['web_fetch_tool_result', toolResult],
  ['code_execution_tool_result', toolResult],
  ['bash_code_execution_tool_result', toolResult],
  ['text_editor_code_execution_tool_result', toolResult],
  ['tool_search_tool_result', toolResult],
  ['mcp_tool_result', toolResult],
  ['advisor_tool_result', toolResult],
  ['compaction', { shape: object({ content: nullable(string) }), deltas: ['compaction_delta'] }],
  ['fallback', { shape: object({}), deltas: [] }],
]);

const DELTAS: ReadonlyMap<string, Shape> = new Map([
  ['text_delta', object({ text: string })],
  ['input_json_delta', object({ partial_json: string })],
  ['thinking_delta', object({ thinking: string })],
  ['signature_delta', object({ signature: string })],
  ['citations_delta', object({ citation: object({ type: string }) })],
  ['compaction_delta', object({}, { content: nullable(string) })],
]);

/** A content block of an answer; types that this release doesn't know need only a `type`. */
export const block: Shape = tagged(new Map([...KINDS].map(([type, kind]) => [type, kind.shape])));

/** The `delta` of a `content_block_delta`. */
export const delta: Shape = tagged(DELTAS);

/** Whether the block's input is built from `input_json_delta`. */
export function isToolUse(blockType: string): boolean {
  return KINDS.get(blockType) === toolUse;
}

export function isKnownBlock(blockType: string): boolean {
  return KINDS.has(blockType);
}

/** False for a delta that cannot fill the block; both lists are open, so unknown types pass. */
export function mayFill(blockType: string, deltaType: string): boolean {
  const kind = KINDS.get(blockType);
  return kind === undefined || !DELTAS.has(deltaType) || kind.deltas.includes(deltaType);
}

/** The `message_start` form of `content`. */
export const noBlocks: Shape = that('an empty list', (value) => Array.isArray(value) && value.length === 0);
