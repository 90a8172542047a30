import { anthropic } from '../anthropic/format.ts';
import type { Address, Route, WireFormat } from '../format.ts';
import type { JsonObject } from '../scenario.ts';
import { predictionOf } from './resource.ts';

/** What takes the place of the `anthropic-version` header in the body. */
export const VERTEX_VERSION = 'vertex-2023-10-16';
/** Stands in the place of a model where tokens are counted; the model is then in the body. */
const COUNTER = 'count-tokens';

/** Vertex rawPredict: the model is in the path and the version in the body; the headers are those of Messages. */
export const vertex: WireFormat = {
  id: 'vertex',
  query: '',
  path,
  headers: anthropic.headers,
  body,
  envelope: (text) => text,
  route,
  betas: anthropic.betas,
};

/** Without `/v1`: the base URL of a client ends in it, or does without. `@` and `:` stay raw, as clients send them. */
function path({ operation, model, stream, project, location }: Address): string {
  const name = operation === 'count_tokens' ? COUNTER : model;
  const method = stream && operation === 'messages' ? 'streamRawPredict' : 'rawPredict';
  return `/projects/${project}/locations/${location}/publishers/anthropic/models/${name}:${method}`;
}

/** The order of the last key is that of Claude Code. */
function body(messages: JsonObject, { operation }: Address): JsonObject {
  const { model, ...rest } = messages;
  return {
    ...(operation === 'count_tokens' && model !== undefined && { model }),
    ...rest,
    ...(!('anthropic_version' in rest) && { anthropic_version: VERTEX_VERSION }),
  };
}

function route(method: string, target: string): Route | undefined {
  const prediction = method === 'POST' ? predictionOf(target) : undefined;
  if (!prediction) return undefined;
  const { model, method: action } = prediction;
  if (model === COUNTER) return { operation: 'count_tokens' };
  return { operation: 'messages', model, stream: action === 'streamRawPredict' };
}
