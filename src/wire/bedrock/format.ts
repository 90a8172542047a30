import type { Address, Route, WireFormat } from '../format.ts';
import { decodeSegment } from '../path.ts';
import type { Json, JsonObject } from '../scenario.ts';
import { isObject } from '../shape.ts';

/** What takes the place of the `anthropic-version` header in the body. */
export const BEDROCK_VERSION = 'bedrock-2023-05-31';

/** Bedrock InvokeModel: the model and the choice to stream are in the path, versions and betas in the body. */
export const bedrock: WireFormat = {
  id: 'bedrock',
  query: '',
  path: ({ operation, model, stream }) => `/model/${segment(model)}/${verb(operation, stream)}`,
  headers: () => [
    ['accept', 'application/json'],
    ['content-type', 'application/json'],
  ],
  body,
  envelope: (text, operation) =>
    operation === 'messages'
      ? text
      : JSON.stringify({ input: { invokeModel: { body: Buffer.from(text).toString('base64') } } }),
  route,
  betas: (_, sent) => strings(isObject(sent) ? sent['anthropic_beta'] : undefined),
};

/** One segment, as Claude Code and the vendor's SDK write it: `/` of an ARN escaped, `:` and `@` raw. */
function segment(model: string): string {
  return encodeURIComponent(model).replaceAll('%3A', ':').replaceAll('%40', '@');
}

function verb(operation: Address['operation'], stream: boolean): string {
  if (operation === 'count_tokens') return 'count-tokens';
  return stream ? 'invoke-with-response-stream' : 'invoke';
}

/** The order of the last keys is that of Claude Code. */
function body(messages: JsonObject, _: Address, betas: readonly string[]): JsonObject {
  const { model: _model, stream: _stream, ...rest } = messages;
  return {
    ...(betas.length > 0 && { anthropic_beta: [...betas] }),
    ...rest,
    ...(!('anthropic_version' in rest) && { anthropic_version: BEDROCK_VERSION }),
  };
}

const INVOKE = /\/model\/([^/]+)\/(invoke|invoke-with-response-stream|count-tokens)$/;
const PROFILES = /\/inference-profiles(?:\/([^/]+))?$/;

function route(method: string, path: string): Route | undefined {
  const [, model, action] = (method === 'POST' && INVOKE.exec(path)) || [];
  if (model !== undefined && action !== undefined) {
    const operation = action === 'count-tokens' ? 'count_tokens' : 'messages';
    return { operation, model: decodeSegment(model), stream: action === 'invoke-with-response-stream' };
  }
  const profiles = method === 'GET' ? PROFILES.exec(path) : null;
  if (!profiles) return undefined;
  return { operation: 'profiles', ...(profiles[1] !== undefined && { model: decodeSegment(profiles[1]) }) };
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}
