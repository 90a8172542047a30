import type { Inference } from '../../wire/format.ts';

/**
 * Beginnings of values that the API of Anthropic knows and a cloud refuses, by public reports:
 * anthropics/claude-code 21625, 30926 and 56595, BerriAI/litellm 39597. Counts of Vertex take fewer still.
 */
const REFUSED = {
  bedrock: ['advanced-tool-use-', 'prompt-caching-scope-', 'extended-cache-ttl-'],
  vertex: ['prompt-caching-scope-'],
} as const;
const NOT_COUNTED = { bedrock: [], vertex: ['tool-search-tool-', 'web-search-'] } as const;

/** The values that a cloud refuses for an operation, in order. */
export function refusedBetas(
  cloud: keyof typeof REFUSED,
  operation: Inference,
  betas: readonly unknown[],
): string[] {
  const starts = [...REFUSED[cloud], ...(operation === 'count_tokens' ? NOT_COUNTED[cloud] : [])];
  return betas.flatMap((value) =>
    typeof value === 'string' && starts.some((start) => value.startsWith(start)) ? [value] : [],
  );
}
