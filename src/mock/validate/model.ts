import { nodeAt, readJson } from '../../wire/json.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { objects } from '../conversation.ts';
import { findModel, MODELS } from '../models.ts';

/** Older and newer names: `claude-3-5-haiku-20241022`, `claude-opus-5`, `claude-sonnet-4-5-20250929`, `claude-2.1`. */
const CLAUDE = /^claude-(?:[\d.-]*(?:opus|sonnet|haiku|fable|mythos)(?:-[\w.@-]+)?|(?:instant-)?\d[\d.]*)$/;

/** Whether it is a name of the Claude families, known to this edition or not. */
export function isClaude(name: string): boolean {
  return CLAUDE.test(name);
}

/** The longest answer of any listed model. */
const LONGEST = Math.max(...MODELS.map(({ maxOutputTokens }) => maxOutputTokens));

/** A limit with more digits than a double holds: the API, which reads them all, repeats them. */
export function unreadableLimit(body: unknown, bytes: Uint8Array): string | undefined {
  const limit = isObject(body) ? body['max_tokens'] : undefined;
  if (typeof limit !== 'number' || limit <= Number.MAX_SAFE_INTEGER) return undefined;
  const { root } = readJson(bytes);
  const node = root && nodeAt(root, 'max_tokens');
  const digits = node ? Buffer.from(bytes).toString('utf8', node.start, node.end) : String(limit);
  return `max_tokens: ${digits} > ${LONGEST}, which is the maximum allowed number of output tokens`;
}

/** What the model at hand does not do; the refusal, or undefined when all is well or the model isn't listed. */
export function modelProblem(body: JsonObject, betas: readonly string[]): string | undefined {
  const { model: id, max_tokens: limit } = body;
  const model = typeof id === 'string' ? findModel(id) : undefined;
  if (!model) return undefined;
  const isRaised = betas.some((beta) => beta.startsWith('output-'));
  if (typeof limit === 'number' && limit > model.maxOutputTokens && !isRaised) {
    return (
      `max_tokens: ${limit} > ${model.maxOutputTokens}, which is the maximum allowed number of output tokens ` +
      `for ${id}`
    );
  }
  const { thinking, output_config: config } = body;
  if (model.thinking === 'enabled' && isObject(thinking) && thinking['type'] === 'adaptive') {
    return 'adaptive thinking is not supported on this model';
  }
  if (model.efforts.length === 0 && isObject(config) && typeof config['effort'] === 'string') {
    return 'This model does not support the effort parameter.';
  }
  const last = objects(body['messages']).at(-1);
  if (model.compacts && last?.['role'] === 'assistant') {
    return 'This model does not support assistant message prefill. The conversation must end with a user message.';
  }
  return undefined;
}
