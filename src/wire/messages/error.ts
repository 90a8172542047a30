import { literal, type Misfit, misfitsOf, nullable, object, type Shape, string } from '../shape.ts';

/** The error envelope, also the data of an `error` event. Older answers have no `request_id`. */
export const errorEnvelope: Shape = object(
  { type: literal('error'), error: object({ type: string, message: string }) },
  { request_id: nullable(string) },
);

/** What is wrong with the body of an answer that is no success. */
export function errorMisfits(value: unknown): Misfit[] {
  return misfitsOf(value, errorEnvelope);
}
