import { route } from '../../src/mock/routes.ts';
import { parseJson } from '../../src/wire/json.ts';
import { isObject } from '../../src/wire/shape.ts';
import type { Framing, Traffic } from './mutation.ts';

/** What kind of traffic a request is; `body` tells where the path leaves open whether it streams. */
export function trafficOf(method: string, target: string, body: Uint8Array): Traffic {
  const { operation, stream } = route(method, target);
  if (operation === 'count_tokens') return 'counts';
  if (operation === 'models' || operation === 'profiles') return 'lists';
  if (operation !== 'messages') return 'probes';
  if (stream !== undefined) return stream ? 'streams' : 'messages';
  const { value } = parseJson(body);
  return isObject(value) && value['stream'] === true ? 'streams' : 'messages';
}

/** How an answer is framed. */
export function framingOf(status: number, contentType: string | undefined): Framing {
  if (status >= 400) return 'refusal';
  return /event-?stream/.test(contentType ?? '') ? 'stream' : 'json';
}
