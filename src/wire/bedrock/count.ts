import { count, type Misfit, misfitsOf, object } from '../shape.ts';

const answer = object({ inputTokens: count });

/** What is wrong with an answer of Bedrock's count-tokens, such as `{"inputTokens": 12}`. */
export function bedrockCountMisfits(value: unknown): Misfit[] {
  return misfitsOf(value, answer);
}
