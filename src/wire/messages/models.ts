import {
  boolean,
  count,
  list,
  literal,
  type Misfit,
  misfitsOf,
  nullable,
  object,
  string,
  that,
} from '../shape.ts';

const timestamp = that(
  'an RFC 3339 time',
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
);

/**
 * Claude Code needs the `id` and shows `display_name` and `description` (a gateway's own key); the
 * rest is what the API itself adds, so gateways may leave it out, but not send something else.
 */
const model = object(
  { id: string },
  {
    type: literal('model'),
    display_name: string,
    description: string,
    created_at: timestamp,
    max_input_tokens: nullable(count),
    max_tokens: nullable(count),
    capabilities: nullable(object({})),
  },
);
const page = object(
  { data: list(model) },
  { has_more: boolean, first_id: nullable(string), last_id: nullable(string) },
);

/** What is wrong with the answer of `GET /v1/models`. */
export function modelListMisfits(value: unknown): Misfit[] {
  return misfitsOf(value, page);
}

/** What is wrong with the answer of `GET /v1/models/{id}`. */
export function modelMisfits(value: unknown): Misfit[] {
  return misfitsOf(value, model);
}
