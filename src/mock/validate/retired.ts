import type { JsonObject } from '../../wire/scenario.ts';
import { objects } from '../conversation.ts';

/**
 * Forms of blocks that version 2026-10-21 no longer takes: documents of the assistant, citations in texts of
 * the user. That they are refused is documented, the wording is not.
 */
export function retiredProblem(body: JsonObject): string | undefined {
  for (const [i, { role, content }] of objects(body['messages']).entries()) {
    for (const [j, block] of objects(content).entries()) {
      const path = `messages.${i}.content.${j}.${block['type']}`;
      if (role === 'assistant' && block['type'] === 'document')
        return `${path}: Extra inputs are not permitted`;
      if (role !== 'user') continue;
      if (hasCitations(block)) return `${path}.citations: Extra inputs are not permitted`;
      const nested =
        block['type'] === 'search_result' ? objects(block['content']).findIndex(hasCitations) : -1;
      if (nested >= 0) return `${path}.content.${nested}.citations: Extra inputs are not permitted`;
    }
  }
  return undefined;
}

function hasCitations({ type, citations }: JsonObject): boolean {
  return type === 'text' && Array.isArray(citations) && citations.length > 0;
}
