import { parseJson } from '../json.ts';
import { isObject } from '../shape.ts';

/**
 * The Messages body that a Bedrock count request wraps (`input.invokeModel.body`, base64); undefined for any
 * other body, since only the shape tells.
 */
export function countedBody(bytes: Uint8Array): Buffer | undefined {
  // A cheap look first: every arrival of a run comes through here.
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('"invokeModel"')) return undefined;
  const { value } = parseJson(bytes);
  const input = isObject(value) ? value['input'] : undefined;
  const invoke = isObject(input) ? input['invokeModel'] : undefined;
  const body = isObject(invoke) ? invoke['body'] : undefined;
  return typeof body === 'string' ? Buffer.from(body, 'base64') : undefined;
}
