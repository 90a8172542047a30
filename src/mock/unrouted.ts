import type { RequestRecord } from '../net/exchange.ts';
import type { WireId } from '../wire/format.ts';
import { pathOf } from '../wire/path.ts';
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
  const path = pathOf(target);
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

/** The path of an API behind a base URL that was joined carelessly: `//v1/messages`, `/v1/v1/messages`. */
export function doubledPath({ target }: Pick<RequestRecord, 'target'>, format: WireId): Refusal | undefined {
  const segments = pathOf(target).split('/').slice(1);
  const isDoubled = segments.some((segment, at) => segment === '' || segment === segments[at + 1]);
  return isDoubled ? { status: 404, type: TYPES[format][0], message: 'Not Found' } : undefined;
}

function isDecodable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a path that was meant for a model, as far as the path lets on. */
const MISPLACED: Readonly<Partial<Record<WireId, (path: string) => string | undefined>>> = {
  bedrock: (path) => {
    const call = behind(path, '/model/');
    if (call === undefined || call === '') return undefined;
    const at = call.lastIndexOf('/');
    const [id, operation] = [call.slice(0, Math.max(at, 0)), call.slice(at + 1)];
    if (!BEDROCK_OPERATIONS.includes(operation)) {
      const found = at < 0 || operation === '' ? 'none' : operation;
      return `Not an operation of a model (${BEDROCK_OPERATIONS.join(', ')}): ${found}`;
    }
    if (id === '') return 'The model id in the path is empty.';
    return `The model id must be one segment of the path, with its "/" as %2F: ${id}`;
  },
  vertex: (path) => {
    const call = behind(path, '/publishers/anthropic/models/');
    if (call === undefined) return undefined;
    const [model = '', method] = call.split(/:|%3a/i);
    if (model === '') return 'The model in the path is empty.';
    if (model.includes('/')) return `The model must be one segment of the path: ${model}`;
    if (VERTEX_METHODS.includes(method ?? '')) {
      return 'The path of a model begins with projects/{project}/locations/{location}/.';
    }
    return `Not a method of a model (${VERTEX_METHODS.join(', ')}): ${method ?? 'none'}`;
  },
};
const BEDROCK_OPERATIONS = ['invoke', 'invoke-with-response-stream', 'count-tokens'];
const VERTEX_METHODS = ['rawPredict', 'streamRawPredict'];

/** The path behind the first place that holds this. */
function behind(path: string, part: string): string | undefined {
  const at = path.indexOf(part);
  return at < 0 ? undefined : path.slice(at + part.length);
}
