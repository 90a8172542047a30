import { countedBody } from '../../wire/bedrock/count-request.ts';
import { parseJson } from '../../wire/json.ts';
import type { GatewayRequest, GatewayResponse } from '../middleware.ts';
import { route } from '../routes.ts';
import { collect } from './bytes.ts';
import { type DraftObject, isObject } from './draft.ts';
import { editJson } from './edit.ts';
import { withBody } from './request.ts';
import { jsonAnswer } from './response.ts';

/**
 * The request that generates an answer to what a count would have counted, in the format of the count.
 * @param edit changes the Messages body in place
 */
export async function generating(
  count: GatewayRequest,
  edit: (body: DraftObject) => void,
): Promise<GatewayRequest> {
  const sent = await collect(count.body);
  const text = countedBody(sent) ?? sent;
  const { value } = parseJson(text);
  const model = isObject(value) ? String(value['model']) : '';
  const inPath = count.target.includes('/models/count-tokens');
  const target = count.target
    .replace('/count_tokens', '')
    .replace(/\/count-tokens$/, '/invoke')
    .replace('/models/count-tokens', `/models/${model}`);
  const body = editJson(text, (messages) => {
    if (inPath) delete messages['model'];
    edit(messages);
  });
  return { ...withBody(count, body), target };
}

/** A count of the gateway's own, as the format of the request words it. */
export function countAnswer({ method, target }: GatewayRequest, tokens: number): GatewayResponse {
  const isBedrock = route(method, target).format.id === 'bedrock';
  return jsonAnswer(200, isBedrock ? { inputTokens: tokens } : { input_tokens: tokens });
}
