import { parseJson } from '../../wire/json.ts';
import { collect, cutShort, once, received } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { asksForStream } from '../layers/request.ts';
import type { GatewayResponse } from '../middleware.ts';
import { route } from '../routes.ts';
import { fault } from './fault.ts';

/** The last message, as the key of what was answered to it. What may call tools is not kept. */
function lastMessage(body: Buffer): string | undefined {
  const { value } = parseJson(body);
  if (!isObject(value) || value['tools'] !== undefined) return undefined;
  const { messages } = value;
  return Array.isArray(messages) ? JSON.stringify(messages.at(-1)) : undefined;
}

export default fault({
  id: 'semantic-cache',
  title: 'Answers whoever asks the last question again from a cache, whatever was said before it',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/shared-answers/other-request', 'messages/json-answer/not-from-a-cache'],
  layers: () => {
    const cache = new Map<string, { response: GatewayResponse; bytes: Buffer }>();
    return [
      async (request, next) => {
        const body = await collect(request.body);
        const whole = { ...request, body: once(body) };
        const { operation } = route(request.method, request.target);
        const question = lastMessage(body);
        if (operation !== 'messages' || question === undefined || asksForStream(request, body))
          return next(whole);
        const known = cache.get(question);
        if (known) return { ...known.response, body: once(known.bytes) };
        const response = await next(whole);
        const { bytes, cut } = await received(response.body);
        if (cut !== undefined) return { ...response, body: cutShort(bytes, cut) };
        if (response.status === 200) cache.set(question, { response, bytes });
        return { ...response, body: once(bytes) };
      },
    ];
  },
});
