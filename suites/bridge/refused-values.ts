import { betasOf, type CheckContext, providerOf, type Trip } from '../../src/suite.ts';

/** By public reports: anthropics/claude-code 21625, 30926 and 56595, BerriAI/litellm 39597. */
const REFUSED = {
  bedrock: ['advanced-tool-use-', 'prompt-caching-scope-', 'extended-cache-ttl-'],
  vertex: ['prompt-caching-scope-'],
} as const;
const REFUSED_COUNTS = { bedrock: [], vertex: ['tool-search-tool-', 'web-search-'] } as const;

type Operation = Trip['request']['operation'];

/** How the beta values begin that the provider behind the bridge is known to refuse for an operation. */
export function beginningsRefused(t: CheckContext, operation: Operation): readonly string[] {
  const provider = providerOf(t);
  return [...REFUSED[provider], ...(operation === 'count_tokens' ? REFUSED_COUNTS[provider] : [])];
}

/** The beta values that arrived though the provider is known to refuse them. */
export function refusedValues(t: CheckContext, { request, arrivals: [arrival] }: Trip): readonly string[] {
  if (!arrival) return [];
  const beginnings = beginningsRefused(t, request.operation);
  return betasOf(arrival).filter((value) => beginnings.some((beginning) => value.startsWith(beginning)));
}
