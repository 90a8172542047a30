import { header, type RawHeaders } from '../../wire/headers.ts';
import { novelty } from './front-end.ts';
import type { Problem } from './issues.ts';

/** Values that the service or a client of it is known to use: SDK 1.12, Claude Code 2.1.330 and recorded requests. */
const KNOWN = new Set(
  `advanced-tool-use-2025-11-20 advisor-tool-2026-03-01 afk-mode-2026-01-31 agent-memory-2026-07-22
  cache-diagnosis-2026-04-07 claude-code-20250219 code-execution-2025-05-22 code-execution-2025-08-25
  compact-2026-01-12 compact-2026-09-04 computer-use-2024-10-22 computer-use-2025-01-24
  computer-use-2025-11-24 context-1m-2025-08-07 context-management-2025-06-27
  dangerous-tool-use-2026-09-03 dev-full-thinking-2025-05-14 dreaming-2026-04-21 effort-2025-11-24
  extended-cache-ttl-2025-04-11 fallback-credit-2026-06-01 fallback-credit-2026-07-01 fast-mode-2026-02-01
  files-api-2025-04-14 fine-grained-tool-streaming-2025-05-14 inline-tools-2026-09-15
  interleaved-thinking-2025-05-14 managed-agents-2026-04-01 max-tokens-3-5-sonnet-2024-07-15
  mcp-client-2025-04-04 mcp-client-2025-11-20 mcp-client-2026-09-15 mcp-tunnels-2026-06-22
  message-batches-2024-09-24 message-threads-2026-08-12 mid-conversation-output-config-2026-07-01
  mid-conversation-system-2026-04-07 mid-conversation-system-clear-at-2026-08-21
  mid-conversation-tool-changes-2026-07-01 model-context-window-exceeded-2025-08-26 oauth-2025-04-20
  output-128k-2025-02-19 output-300k-2026-03-24 pdfs-2024-09-25 per-turn-control-2026-07-01
  prompt-caching-2024-07-31 prompt-caching-scope-2026-01-05 redact-thinking-2026-02-12
  server-side-fallback-2026-06-01 server-side-fallback-2026-07-01 skills-2025-10-02
  structured-outputs-2025-09-17 structured-outputs-2025-11-13 structured-outputs-2025-12-15
  task-budgets-2026-03-13 thinking-binding-controls-2026-08-01 thinking-display-updates-2026-08-18
  thinking-token-count-2026-05-13 token-counting-2024-11-01 token-efficient-tools-2025-02-19
  tool-examples-2025-10-29 tool-search-tool-2025-10-19 tools-2024-04-04 tools-2024-05-16
  user-profiles-2026-03-24 web-fetch-2025-09-10 web-search-2025-03-05`.split(/\s+/),
);

/** Every known value, in alphabetical order. */
export function knownBetas(): string[] {
  return [...KNOWN];
}

const NONE: readonly string[] = [];

interface Line {
  readonly text: string;
  readonly values: readonly string[];
  readonly unknown: readonly string[];
}

/** The line that came last: a client sends the same one with every request. */
let latest = lineOf('');

function lineOf(text: string): Line {
  const values = text.split(',').map((value) => value.trim());
  return { text, values, unknown: values.filter((value) => !KNOWN.has(value)) };
}

/** The members of `anthropic-beta` over all its lines, also empty ones: the real API names those, too. */
export function betasOf(headers: RawHeaders): readonly string[] {
  const text = header(headers, 'anthropic-beta');
  if (text === undefined) return NONE;
  if (text !== latest.text) latest = lineOf(text);
  return latest.values;
}

/** The values that nobody knows, in order. */
export function unknownBetas(betas: readonly string[]): readonly string[] {
  return betas === latest.values ? latest.unknown : betas.filter((value) => !KNOWN.has(value));
}

/** What is wrong with the values of the header: the unknown and the refused ones, all of them, quoted. */
export function betaProblem(betas: readonly string[], refused: readonly string[] = []): Problem | undefined {
  const unknown = [...unknownBetas(betas), ...refused];
  if (unknown.length === 0) return undefined;
  const quoted = unknown.map((value) => `\`${value}\``).join(', ');
  return novelty(
    `Unexpected value(s) ${quoted} for the \`anthropic-beta\` header. ` +
      'Please consult our documentation at docs.claude.com or try again without the header.',
  );
}
