import type { WireId } from './format.ts';
import { type Place, placesOf } from './places.ts';
import type { JsonObject } from './scenario.ts';

/** A provider that speaks another format than Messages. */
export type Provider = Exclude<WireId, 'anthropic'>;

/**
 * What a provider makes of a capability. `same`: takes it as Messages does. A beta value: takes it under
 * that one. `free`: takes the body half, and no beta value for it.
 */
type Support = 'same' | 'free' | { readonly under: string };

/** A capability of the Messages API with its two halves. */
export interface Capability {
  readonly name: string;
  /** Beginnings of the beta values that open it; dates differ. */
  readonly betas: readonly string[];
  /** Patterns of its half in the body; none: the value stands alone. */
  readonly body?: readonly string[];
  /** Where it exists; a provider that is not named lacks it. */
  readonly on: { readonly [provider in Provider]?: Support };
  /** Where that is known from. */
  readonly why: string;
}

const CLIENT = 'what Claude Code sends when it speaks the format of the provider';
const CLIENT_LEAVES_OUT = 'Claude Code leaves it out when it speaks the format of the provider';
const SERVER_TOOL = 'Bedrock documents that it runs no tools of the service';
const BLOCKS = 'messages.*.content.*';
const MARKED = ['system.*', 'tools.*', BLOCKS, `${BLOCKS}.content.*`];

/** Which capabilities Bedrock InvokeModel and Vertex rawPredict have, and by which name. */
export const CAPABILITIES: readonly Capability[] = [
  { name: 'Claude Code', betas: ['claude-code-'], on: { vertex: 'same' }, why: CLIENT },
  {
    name: 'interleaved thinking',
    betas: ['interleaved-thinking-'],
    on: { bedrock: 'same', vertex: 'same' },
    why: CLIENT,
  },
  { name: 'long context', betas: ['context-1m-'], on: { bedrock: 'same', vertex: 'same' }, why: CLIENT },
  {
    name: 'thinking token count',
    betas: ['thinking-token-count-'],
    on: { bedrock: 'same', vertex: 'same' },
    why: CLIENT,
  },
  { name: 'away mode', betas: ['afk-mode-'], on: { bedrock: 'same', vertex: 'same' }, why: CLIENT },
  {
    name: 'thinking updates',
    betas: ['thinking-display-updates-'],
    on: { bedrock: 'same', vertex: 'same' },
    why: CLIENT,
  },
  { name: 'token counting', betas: ['token-counting-'], on: { vertex: 'same' }, why: CLIENT },
  {
    name: 'computer use',
    betas: ['computer-use-'],
    body: ['tools.*:computer_2'],
    on: { bedrock: 'same', vertex: 'same' },
    why: 'documented by both providers',
  },
  {
    name: 'tool search',
    betas: ['advanced-tool-use-', 'tool-search-tool-'],
    body: ['tools.*.defer_loading', `${BLOCKS}.content.*:tool_reference`],
    on: {
      bedrock: { under: 'tool-search-tool-2025-10-19' },
      vertex: { under: 'tool-search-tool-2025-10-19' },
    },
    why: `${CLIENT}; https://github.com/anthropics/claude-code/issues/30926`,
  },
  {
    name: 'tool examples',
    betas: ['advanced-tool-use-', 'tool-examples-'],
    body: ['tools.*.input_examples'],
    on: { bedrock: { under: 'tool-examples-2025-10-29' } },
    why: 'https://github.com/BerriAI/litellm/pull/19877, after the documentation of AWS',
  },
  {
    name: 'effort',
    betas: ['effort-'],
    body: ['output_config.effort'],
    on: { bedrock: 'free', vertex: 'same' },
    why: CLIENT,
  },
  {
    name: 'structured output',
    betas: ['structured-outputs-'],
    body: ['output_config.format'],
    on: { bedrock: 'free', vertex: 'free' },
    why: 'generally available, so that no beta value opens it',
  },
  {
    name: 'one-hour cache',
    betas: ['extended-cache-ttl-'],
    body: ['cache_control.ttl', ...MARKED.map((at) => `${at}.cache_control.ttl`)],
    on: { bedrock: 'free', vertex: 'free' },
    why: `${CLIENT}; https://github.com/anthropics/claude-code/issues/56595`,
  },
  {
    name: 'safeguards',
    betas: ['dangerous-tool-use-'],
    body: ['safeguards'],
    on: { bedrock: 'same', vertex: 'same' },
    why: CLIENT,
  },
  {
    name: 'web search',
    betas: ['web-search-'],
    body: ['tools.*:web_search_'],
    on: { vertex: { under: 'web-search-2025-03-05' } },
    why: `${CLIENT}; ${SERVER_TOOL}`,
  },
  { name: 'web fetch', betas: ['web-fetch-'], body: ['tools.*:web_fetch_'], on: {}, why: SERVER_TOOL },
  {
    name: 'code execution',
    betas: ['code-execution-'],
    body: ['tools.*:code_execution_', 'container'],
    on: {},
    why: SERVER_TOOL,
  },
  {
    name: 'MCP connector',
    betas: ['mcp-client-'],
    body: ['mcp_servers', 'tools.*:mcp_toolset'],
    on: {},
    why: SERVER_TOOL,
  },
  {
    name: 'advisor',
    betas: ['advisor-tool-'],
    body: ['tools.*:advisor_', `${BLOCKS}:advisor_tool_result`],
    on: {},
    why: CLIENT_LEAVES_OUT,
  },
  {
    name: 'context management',
    betas: ['context-management-'],
    body: ['context_management'],
    on: {},
    why: `${CLIENT_LEAVES_OUT}; https://github.com/anthropics/claude-code/issues/21612`,
  },
  {
    name: 'compaction',
    betas: ['compact-'],
    body: ['compaction', `${BLOCKS}:compaction`],
    on: {},
    why: CLIENT_LEAVES_OUT,
  },
  {
    name: 'cache scope',
    betas: ['prompt-caching-scope-'],
    body: ['cache_control.scope', ...MARKED.map((at) => `${at}.cache_control.scope`)],
    on: {},
    why: 'https://github.com/anthropics/claude-code/issues/21625',
  },
  {
    name: 'settings for each turn',
    betas: ['per-turn-control-', 'mid-conversation-output-config-'],
    body: ['messages.*.output_config'],
    on: {},
    why: CLIENT_LEAVES_OUT,
  },
  {
    name: 'tool changes',
    betas: ['mid-conversation-tool-changes-'],
    body: [`${BLOCKS}:tool_addition`, `${BLOCKS}:tool_removal`],
    on: {},
    why: CLIENT_LEAVES_OUT,
  },
  {
    name: 'passing system messages',
    betas: ['mid-conversation-system-clear-at-'],
    body: ['messages.*.clear_at'],
    on: {},
    why: CLIENT_LEAVES_OUT,
  },
  { name: 'fast mode', betas: ['fast-mode-'], body: ['speed'], on: {}, why: CLIENT_LEAVES_OUT },
  {
    name: 'task budget',
    betas: ['task-budgets-'],
    body: ['output_config.task_budget'],
    on: {},
    why: CLIENT_LEAVES_OUT,
  },
  {
    name: 'thinking bound to its prompt',
    betas: ['thinking-binding-controls-'],
    body: ['thinking.block_binding'],
    on: {},
    why: CLIENT_LEAVES_OUT,
  },
  {
    name: 'model fallback',
    betas: ['server-side-fallback-', 'fallback-credit-'],
    body: ['fallbacks', 'fallback_credit_token', `${BLOCKS}:fallback`],
    on: {},
    why: CLIENT_LEAVES_OUT,
  },
  {
    name: 'cache diagnosis',
    betas: ['cache-diagnosis-'],
    body: ['diagnostics'],
    on: {},
    why: CLIENT_LEAVES_OUT,
  },
  { name: 'threads', betas: ['message-threads-'], body: ['thread'], on: {}, why: CLIENT_LEAVES_OUT },
];

/** The places of a capability's half in a body. */
export function bodyHalf({ body = [] }: Capability, messages: JsonObject): Place[] {
  return body.flatMap((pattern) => placesOf(messages, pattern));
}

/** Those of the beta values that open a capability. */
export function betaHalf({ betas }: Capability, values: readonly string[]): string[] {
  return values.filter((value) => betas.some((beginning) => value.startsWith(beginning)));
}
