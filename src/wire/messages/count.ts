import { count, type Misfit, misfitsOf, nullable, object } from '../shape.ts';

const answer = object({ input_tokens: count }, { context_management: nullable(object({})) });

/** What is wrong with an answer of count_tokens, such as `{"input_tokens": 12}`. */
export function countMisfits(value: unknown): Misfit[] {
  return misfitsOf(value, answer);
}
