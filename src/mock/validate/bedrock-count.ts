import { isBase64 } from '../../wire/base64.ts';
import { isObject } from '../../wire/shape.ts';
import type { Arrival } from './front-end.ts';

/** The body that a count request wraps, or why it wraps none. */
type Counted = { readonly body: Buffer; readonly problem?: undefined } | { readonly problem: string };

/**
 * Takes the body to count out of `input.invokeModel.body`. The wordings are those that AWS has for every
 * service of its kind.
 * @returns undefined for the other member that `input` may have, `converse`
 */
export function unwrapCount({ parsed }: Pick<Arrival, 'parsed'>): Counted | undefined {
  if (!isObject(parsed)) return { problem: 'Unexpected field type' };
  const { input } = parsed;
  if (input === undefined || input === null)
    return { problem: constraint('input', 'Member must not be null') };
  const members = isObject(input) ? Object.keys(input).filter((key) => input[key] !== null) : [];
  const [member] = members;
  if (!isObject(input) || members.length !== 1 || member === undefined) {
    return { problem: `input: exactly one member of the union must be set, found ${members.length}` };
  }
  if (member === 'converse' && isObject(input['converse'])) return undefined;
  const invoke = input['invokeModel'];
  if (member !== 'invokeModel' || !isObject(invoke)) {
    return { problem: `input.${member}: is not a known member of the union (invokeModel, converse)` };
  }
  const { body } = invoke;
  if (body === undefined || body === null) {
    return { problem: constraint('input.invokeModel.body', 'Member must not be null') };
  }
  if (typeof body !== 'string' || !isBase64(body))
    return { problem: 'input.invokeModel.body: is not base64' };
  return { body: Buffer.from(body, 'base64') };
}

function constraint(member: string, rule: string): string {
  return `1 validation error detected: Value null at '${member}' failed to satisfy constraint: ${rule}`;
}
