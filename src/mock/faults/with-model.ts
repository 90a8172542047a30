import { parseJson } from '../../wire/json.ts';
import { once } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { withBody } from '../layers/request.ts';
import type { GatewayRequest } from '../middleware.ts';
import { route } from '../routes.ts';

/** The model that a request names, in its path or in its body. */
export function modelIn(request: GatewayRequest, body: Buffer): string | undefined {
  const { value } = parseJson(body);
  const named = isObject(value) ? value['model'] : undefined;
  return route(request.method, request.target).model ?? (typeof named === 'string' ? named : undefined);
}

/** The request for another model, wherever its API names it; as it was without one. */
export function withModel(request: GatewayRequest, body: Buffer, model: string | undefined): GatewayRequest {
  const named = modelIn(request, body);
  if (model === undefined || named === undefined || named === model) return { ...request, body: once(body) };
  if (route(request.method, request.target).model === undefined) {
    return withBody(
      request,
      editJson(body, (json) => (json['model'] = model)),
    );
  }
  return { ...request, target: request.target.replace(named, model), body: once(body) };
}
