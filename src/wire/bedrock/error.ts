import { isObject, type Misfit, misfitsOf, object, string } from '../shape.ts';

const answer = object({ message: string });
/** Access refused before the model service is reached names it in the older way. */
const older = object({ Message: string });

/**
 * What is wrong with the body of a refusal, such as `{"message": "..."}`, also the payload of an
 * exception frame. The type of the error is in `x-amzn-errortype`, not in the body.
 */
export function bedrockErrorMisfits(value: unknown): Misfit[] {
  const isOlder = isObject(value) && value['message'] === undefined && value['Message'] !== undefined;
  return misfitsOf(value, isOlder ? older : answer);
}
