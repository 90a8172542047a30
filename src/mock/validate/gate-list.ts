/** Beginnings of beta values, one of which must come with the request; none: closed. Dates differ, what they open doesn't. */
export type Gate = readonly string[];
/** Gates by name of what they open. */
export type Gates = Readonly<Record<string, Gate>>;

/** Members of the body. */
const FIELDS: Gates = {
  compaction: ['compact-'],
  context_management: ['context-management-', 'compact-'],
  diagnostics: ['cache-diagnosis-'],
  fallback_credit_token: ['fallback-credit-'],
  fallbacks: ['server-side-fallback-'],
  mcp_servers: ['mcp-client-'],
  safeguards: ['dangerous-tool-use-'],
  speed: ['fast-mode-'],
  thread: ['message-threads-'],
};

/** Members of a message. */
export const MESSAGE_FIELDS: Gates = {
  clear_at: ['mid-conversation-system-clear-at-'],
  output_config: ['per-turn-control-', 'mid-conversation-output-config-'],
};

/** Members of a tool. */
export const TOOL_FIELDS: Gates = {
  defer_loading: ['advanced-tool-use-', 'tool-search-tool-'],
  input_examples: ['advanced-tool-use-', 'tool-examples-'],
};

/** The same when a search tool of the service is there: recorded requests defer tools for it without a beta value. */
export const SEARCHED_TOOL_FIELDS: Gates = { input_examples: ['advanced-tool-use-', 'tool-examples-'] };

export const OUTPUT_FIELDS: Gates = { task_budget: ['task-budgets-'] };
export const THINKING_FIELDS: Gates = { block_binding: ['thinking-binding-controls-'] };
export const MARKER_FIELDS: Gates = { scope: ['prompt-caching-scope-'] };
export const UPDATES: Gate = ['thinking-display-updates-'];

/** Kinds of tools, blocks, sources and edits; all others are open to everybody. */
const TAGS: ReadonlyMap<string, Gate> = new Map(
  Object.entries({
    advisor_20260301: ['advisor-tool-'],
    advisor_tool_result: ['advisor-tool-'],
    bash_20241022: ['computer-use-'],
    clear_thinking_20251015: ['context-management-'],
    clear_tool_uses_20250919: ['context-management-'],
    code_execution_20250522: ['code-execution-'],
    code_execution_20250825: ['code-execution-'],
    compact_20260112: ['compact-'],
    compaction: ['compact-'],
    computer_20241022: ['computer-use-'],
    computer_20250124: ['computer-use-'],
    computer_20251124: ['computer-use-'],
    fallback: ['server-side-fallback-', 'fallback-credit-'],
    file: ['files-api-'],
    mcp_tool_listing: ['mcp-client-'],
    mcp_tool_result: ['mcp-client-'],
    mcp_tool_use: ['mcp-client-'],
    mcp_toolset: ['mcp-client-'],
    text_editor_20241022: ['computer-use-'],
    tool_addition: ['mid-conversation-tool-changes-'],
    tool_removal: ['mid-conversation-tool-changes-'],
  }),
);

/** What one API opens to nobody without a beta value. */
export interface Gated {
  /** Members of the body. */
  readonly fields: Gates;
  /** Kinds of tools, blocks, sources and edits. */
  readonly tags: ReadonlyMap<string, Gate>;
}

/** The gates of the Messages API, with those that another API has beside them or in their place. */
export function gated(fields: Gates = {}, tags: Gates = {}): Gated {
  return { fields: { ...FIELDS, ...fields }, tags: new Map([...TAGS, ...Object.entries(tags)]) };
}

/** Which gates the beta values of one request open. */
export class Key {
  /** Of the body: the gates that nested objects have are the same everywhere. */
  readonly fields: Gates;
  readonly #tags: Gated['tags'];
  readonly #betas: readonly string[];

  constructor(betas: readonly string[], { fields, tags }: Gated) {
    this.fields = fields;
    this.#tags = tags;
    this.#betas = betas;
  }

  opens(gate: Gate): boolean {
    return gate.some((start) => this.#betas.some((beta) => beta.startsWith(start)));
  }

  opensTag(tag: string): boolean {
    const gate = this.#tags.get(tag);
    return gate === undefined || this.opens(gate);
  }
}
