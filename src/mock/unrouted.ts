import type { RequestRecord } from '../net/exchange.ts';
import type { WireId } from '../wire/format.ts';
import type { Refusal } from './encode/errors.ts';
import { type Asking, route } from './routes.ts';

/** The methods of any route. */
const METHODS = ['GET', 'HEAD', 'POST'];
/** What each API calls a path that is not there, a method that is not, and a path that cannot be read. */
const TYPES: Readonly<Record<WireId, readonly [missing: string, method: string, malformed: string]>> = {
  anthropic: ['not_found_error', 'invalid_request_error', 'invalid_request_error'],
  bedrock: ['UnknownOperationException', 'UnknownOperationException', 'ValidationException'],
  vertex: ['NOT_FOUND', 'METHOD_NOT_ALLOWED', 'INVALID_ARGUMENT'],
};

/**
 * Why nothing answers at the path of a request: a path or a method that is not there, or a model in the path
 * that cannot be read. The message names what is wrong with a path that was meant for a model.
 */
export function routeProblem(
  { method, target }: Pick<RequestRecord, 'method' | 'target'>,
  { operation, format }: Pick<Asking, 'operation' | 'format'>,
): Refusal | undefined {
  const path = target.split('?', 1)[0] ?? '';
  const [missing, badMethod, malformed] = TYPES[format.id];
  if (format.id !== 'anthropic' && !isDecodable(path)) {
    return {
      status: 400,
      type: malformed,
      message: `The path holds an escape that cannot be decoded: ${path}`,
    };
  }
  if (operation !== 'other') return undefined;
  const isKnown = METHODS.some((other) => other !== method && route(other, target).operation !== 'other');
  if (isKnown) return { status: 405, type: badMethod, message: 'Method Not Allowed' };
  return { status: 404, type: missing, message: MISPLACED[format.id]?.(path) ?? 'Not Found' };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with the model in a path, as far as the path lets on. */
const MISPLACED: Readonly<Partial<Record<WireId, (path: string) => string | undefined>>> = {
  bedrock: (path) => {
    const id = /\/model\/(.*?)\/?(?:invoke|invoke-with-response-stream|count-tokens)$/.exec(path)?.[1];
    if (id === undefined) return undefined;
    if (id === '') return 'The model id in the path is empty.';
    return `The model id must be one segment of the path, with its "/" as %2F: ${id}`;
  },
  vertex: (path) => {
    const call = /\/publishers\/anthropic\/models\/(.*)$/.exec(path)?.[1];
    if (call === undefined) return undefined;
    const [model = '', method] = call.split(/:|%3a/i);
    if (model === '') return 'The model in the path is empty.';
    if (model.includes('/')) return `The model must be one segment of the path: ${model}`;
    return `Not a method of a model (rawPredict, streamRawPredict): ${method ?? 'none'}`;
  },
};
