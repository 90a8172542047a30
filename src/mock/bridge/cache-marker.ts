import { placesOf } from '../../wire/places.ts';
import { type DraftObject, isObject, objectsAt } from '../layers/draft.ts';

/** The API takes four markers in one request. */
const MOST_MARKERS = 4;
const MARKERS = ['system.*', 'tools.*', 'messages.*.content.*'].map((at) => `${at}.cache_control`);
/** Blocks that may not carry one. */
const UNMARKED = /^(thinking|redacted_thinking)$/;

/**
 * Moves a top-level `cache_control`, which Bedrock refuses, to the last block that may carry it, where the
 * API would have put it. Dropped where four markers stand already or no block can carry it.
 * @param body changed in place
 */
export function markLastBlock(body: DraftObject): void {
  const { cache_control: marker } = body;
  delete body['cache_control'];
  if (!isObject(marker)) return;
  const markers = MARKERS.flatMap((pattern) => placesOf(body, pattern)).length;
  if (markers >= MOST_MARKERS) return;
  for (const message of objectsAt(body, 'messages').reverse()) {
    const text = message['content'];
    if (typeof text === 'string' && text !== '') {
      message['content'] = [{ type: 'text', text, cache_control: marker }];
      return;
    }
    const block = objectsAt(message, 'content').findLast(({ type }) => !UNMARKED.test(String(type)));
    if (block) {
      block['cache_control'] ??= marker;
      return;
    }
  }
}
