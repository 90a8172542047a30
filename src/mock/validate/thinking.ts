import { z } from 'zod';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { objects } from '../conversation.ts';
import { isSigned } from '../encode/signature.ts';

const display = z.enum(['summarized', 'omitted', 'updates']).nullish();
const block_binding = z
  .strictObject({ prefix_mismatch_behavior: z.enum(['error', 'drop_block']).nullish() })
  .nullish();

/** How the model may think. */
export const thinking = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('adaptive'), display, block_binding }),
  z.strictObject({
    type: z.literal('enabled'),
    budget_tokens: z.int().min(1024),
    display,
    block_binding,
  }),
  z.strictObject({ type: z.literal('disabled') }),
  z.strictObject({ type: z.literal('between_tools'), display, block_binding }),
]);

/** Where a thought of an earlier turn has a signature that is not its own; undefined when none has. */
export function forgedThought(body: JsonObject): string | undefined {
  for (const [i, { content }] of objects(body['messages']).entries()) {
    for (const [j, { type, thinking, signature }] of objects(content).entries()) {
      if (type === 'thinking' && !isSigned(String(thinking), String(signature)))
        return `messages.${i}.content.${j}: Invalid \`signature\` in \`thinking\` block`;
    }
  }
  return undefined;
}

const DOCS = 'https://docs.claude.com/en/docs/build-with-claude/extended-thinking';

/** What thinking excludes; the refusal, or undefined when all is well. */
export function thinkingProblem(body: JsonObject, interleaved: boolean): string | undefined {
  const config = body['thinking'];
  const type = isObject(config) ? config['type'] : undefined;
  if (!isObject(config) || (type !== 'enabled' && type !== 'adaptive')) return undefined;
  const { temperature, max_tokens: limit, tool_choice: choice } = body;
  if (temperature !== undefined && temperature !== null && temperature !== 1) {
    return (
      '`temperature` may only be set to 1 when thinking is enabled or in adaptive mode. Please consult our ' +
      `documentation at ${DOCS}#important-considerations-when-using-extended-thinking`
    );
  }
  if (type !== 'enabled') return undefined;
  const { budget_tokens: budget } = config;
  // Interleaved thinking spends its budget over several turns, so that one turn's limit may be lower.
  if (typeof budget === 'number' && typeof limit === 'number' && budget >= limit && !interleaved) {
    return (
      '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at ' +
      `${DOCS}#max-tokens-and-context-window-size`
    );
  }
  if (isObject(choice) && (choice['type'] === 'any' || choice['type'] === 'tool')) {
    return 'Thinking may not be enabled when tool_choice forces tool use.';
  }
  return undefined;
}
