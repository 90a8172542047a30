import { CAPABILITIES } from '../../wire/capabilities.ts';
import type { Inference } from '../../wire/format.ts';
import { header } from '../../wire/headers.ts';
import { parseJson } from '../../wire/json.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject as isJson } from '../../wire/shape.ts';
import { NO_CACHE, STREAM } from '../encode/headers.ts';
import { collect } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { errorAnswer, jsonAnswer } from '../layers/response.ts';
import type { Forward, GatewayRequest, GatewayResponse, Middleware } from '../middleware.ts';
import { modelEntry, modelsList } from '../models.ts';
import { route } from '../routes.ts';
import { refusal } from './errors.ts';
import { keptHeaders } from './headers.ts';
import { ALIASES } from './model-names.ts';
import { withPings } from './pings.ts';
import { messagesStream, PING } from './stream.ts';
import { type Destination, translated } from './translate.ts';

export interface BridgeOptions extends Pick<Destination, 'to'>, Partial<Omit<Destination, 'to'>> {
  /** Milliseconds of silence before a ping of its own. */
  readonly pingEvery?: number;
}

/** Often enough for the shortest watchdog that Claude Code has, three minutes, with room for a lost one. */
const PING_EVERY = 15_000;

/**
 * A gateway that takes Messages and speaks Bedrock InvokeModel or Vertex rawPredict to its provider. To be the
 * layer behind the credential policy, whose credential it sends as a bearer.
 */
export function bridge({ pingEvery = PING_EVERY, ...options }: BridgeOptions): Middleware {
  const destination: Destination = {
    models: ALIASES[options.to],
    project: 'gateway-check',
    location: 'us-east5',
    capabilities: CAPABILITIES,
    ...options,
  };
  return async (request, next) => {
    const { operation, format, model } = route(request.method, request.target);
    if (format.id === 'anthropic') {
      if (operation === 'messages' || operation === 'count_tokens') {
        return infer(request, next, operation, destination, pingEvery);
      }
      // The providers have no list in this form: the bridge knows what it serves.
      if (operation === 'models') return models(request, model);
      if (operation === 'hello') return jsonAnswer(200, { message: 'hello' });
    }
    return errorAnswer(404, 'not_found_error', 'Not Found');
  };
}

async function infer(
  request: GatewayRequest,
  next: Forward,
  operation: Inference,
  destination: Destination,
  pingEvery: number,
): Promise<GatewayResponse> {
  const { value: body } = parseJson(await collect(request.body));
  if (!isObject(body) || typeof body['model'] !== 'string') {
    const message = isObject(body) ? 'model: Field required' : 'The request body is not valid JSON.';
    return errorAnswer(400, 'invalid_request_error', message);
  }
  const asked = body['model'];
  const response = await next(translated(request, body, operation, destination));
  if (response.status >= 400) return refusal(response);
  if (/event-?stream/.test(header(response.headers, 'content-type') ?? '')) {
    const convert = (event: JsonObject) => converted(event, asked);
    const events = messagesStream(response.body, destination.to, convert, request.gone);
    return {
      status: response.status,
      headers: [STREAM, ...NO_CACHE, ...keptHeaders(response.headers)],
      body: withPings(events, PING, pingEvery),
    };
  }
  const { value: answer } = parseJson(await collect(response.body));
  if (!isJson(answer)) return errorAnswer(502, 'api_error', 'The answer of the provider cannot be read.');
  const own = operation === 'count_tokens' ? counted(answer) : converted(answer, asked);
  return jsonAnswer(response.status, own, keptHeaders(response.headers));
}

/** Without what Bedrock adds of its own, and under the name that was asked for. Ids and usage stay. */
function converted(answer: JsonObject, model: string): JsonObject {
  const own = Object.entries(answer).filter(([key]) => !key.startsWith('amazon-bedrock-'));
  const kept = Object.fromEntries(own);
  const { type, message } = kept;
  if (isJson(message)) return { ...kept, message: { ...message, model } };
  return type === 'message' ? { ...kept, model } : kept;
}

function counted({ inputTokens, ...answer }: JsonObject): JsonObject {
  return inputTokens === undefined ? answer : { input_tokens: inputTokens };
}

function models({ target }: GatewayRequest, model: string | undefined): GatewayResponse {
  const listing = model === undefined ? modelsList(target.split('?')[1] ?? '') : modelEntry(model);
  return listing.ok
    ? jsonAnswer(200, listing.body)
    : errorAnswer(listing.status, listing.type, listing.message);
}
