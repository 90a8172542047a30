import { z } from 'zod';
import { contentBlock } from './blocks.ts';
import { cacheControl } from './cache.ts';
import { text } from './sources.ts';
import { thinking } from './thinking.ts';
import { tool, toolChoice } from './tools.ts';

const effort = z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish();
const jsonSchema = z.strictObject({ type: z.literal('json_schema'), schema: z.looseObject({}) });

const message = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  // A `system` message may come with settings alone; the others are held to it in `turns.ts`.
  content: z.union([z.string(), z.array(contentBlock)]).optional(),
  output_config: z.strictObject({ effort }).nullish(),
  clear_at: z.enum(['next_user_message', 'never']).nullish(),
});

const count = z.strictObject({ type: z.string(), value: z.int() });

/** What the service may remove from the conversation. */
export const edit = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('clear_tool_uses_20250919'),
    trigger: count.nullish(),
    keep: count.nullish(),
    clear_at_least: count.nullish(),
    exclude_tools: z.array(z.string()).nullish(),
    clear_tool_inputs: z.union([z.boolean(), z.array(z.string())]).nullish(),
  }),
  z.strictObject({
    type: z.literal('clear_thinking_20251015'),
    keep: z.union([z.literal('all'), z.looseObject({ type: z.string() })]).nullish(),
  }),
  z.strictObject({
    type: z.literal('compact_20260112'),
    trigger: count.nullish(),
    instructions: z.string().nullish(),
    pause_after_compaction: z.boolean().nullish(),
  }),
]);

const prompt = {
  model: z.string(),
  messages: z.array(message),
  system: z.union([z.string(), z.array(text)]).nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: toolChoice.nullish(),
  thinking: thinking.nullish(),
  output_config: z
    .strictObject({
      effort,
      format: jsonSchema.nullish(),
      task_budget: z
        .strictObject({
          type: z.literal('tokens'),
          total: z.int(),
          remaining: z.int().nullish(),
        })
        .nullish(),
    })
    .nullish(),
  output_format: jsonSchema.nullish(),
  cache_control: cacheControl,
  context_management: z.strictObject({ edits: z.array(edit).optional() }).nullish(),
  mcp_servers: z
    .array(
      z.strictObject({
        type: z.literal('url'),
        url: z.string(),
        name: z.string(),
        authorization_token: z.string().nullish(),
        tool_configuration: z
          .strictObject({ enabled: z.boolean().nullish(), allowed_tools: z.array(z.string()).nullish() })
          .nullish(),
      }),
    )
    .nullish(),
  speed: z.enum(['standard', 'fast']).nullish(),
  compaction: z.unknown().optional(),
};

const generation = {
  // 0 asks for nothing but a warm cache.
  max_tokens: z.int().min(0),
  ...prompt,
  metadata: z.strictObject({ user_id: z.string().nullish() }).nullish(),
  stream: z.boolean().nullish(),
  stop_sequences: z.array(z.string()).nullish(),
  service_tier: z.enum(['auto', 'standard_only']).nullish(),
  inference_geo: z.string().nullish(),
  container: z.union([z.string(), z.looseObject({})]).nullish(),
  safeguards: z.array(z.looseObject({ type: z.string() })).nullish(),
  fallbacks: z.unknown().optional(),
  fallback_credit_token: z.unknown().optional(),
  diagnostics: z.unknown().optional(),
  thread: z.unknown().optional(),
  billing_policy: z.unknown().optional(),
};

/** Gone with version 2026-10-21. */
const sampling = {
  temperature: z.number().min(0).max(1).nullish(),
  // -1 was seen to pass as `unset` for both.
  top_p: z.number().min(-1).max(1).nullish(),
  top_k: z.int().min(-1).nullish(),
};

/** The body of `POST /v1/messages`, as of 2023-06-01 and as of 2026-10-21. */
export const messagesBody = z.strictObject({ ...generation, ...sampling });
export const messagesBody2026 = z.strictObject(generation);
/** The body of an invocation that is only counted: what it may generate need not be said. */
export const countedInvocation = messagesBody.partial({ max_tokens: true });
/** The body of `POST /v1/messages/count_tokens`, in both versions. */
export const countBody = z.strictObject(prompt);
