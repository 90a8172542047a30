import { type DraftObject, isObject } from '../layers/draft.ts';
import { findModel } from '../models.ts';

/** The least that a model may be told to think, and what Claude Code lets older models think. */
const LEAST_BUDGET = 1_024;
const BUDGET = 31_999;

/**
 * Brings thinking, effort and output length into what a model takes. Claude Code takes a name that it does
 * not know for a current model; only the gateway knows the model behind an alias.
 * @param body changed in place
 * @param name at Anthropic; a model that is not listed is left alone
 */
export function fitModel(body: DraftObject, name: string): void {
  const model = findModel(name);
  if (!model) return;
  const { max_tokens: limit, thinking, output_config: config } = body;
  if (typeof limit === 'number' && limit > model.maxOutputTokens) body['max_tokens'] = model.maxOutputTokens;
  if (isObject(config) && typeof config['effort'] === 'string') {
    const effort = config['effort'];
    const highest = model.efforts.at(-1);
    if (highest === undefined) delete config['effort'];
    else if (!model.efforts.includes(effort)) config['effort'] = highest;
    if (Object.keys(config).length === 0) delete body['output_config'];
  }
  if (!isObject(thinking)) return;
  const { type } = thinking;
  if (type === 'adaptive' && model.thinking === 'enabled') budgeted(body, thinking);
  if (type === 'enabled' && model.thinking === 'adaptive') {
    const { budget_tokens: _, ...rest } = thinking;
    body['thinking'] = { ...rest, type: 'adaptive' };
  }
}

/** Thinking with a budget below the length of the answer; none where there is no room for it. */
function budgeted(body: DraftObject, thinking: DraftObject): void {
  const room = Number(body['max_tokens'] ?? BUDGET + 1) - 1;
  if (room < LEAST_BUDGET) delete body['thinking'];
  else body['thinking'] = { ...thinking, type: 'enabled', budget_tokens: Math.min(BUDGET, room) };
}
