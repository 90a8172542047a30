import type { DraftObject } from '../layers/draft.ts';
import { objectsAt } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

/** What is larger goes through another path of the gateway. */
const LARGE = 16 * 1024 * 1024;
/** Characters of a text that this path keeps. */
const KEPT = 65_536;

function shorten(body: DraftObject): void {
  const blocks = objectsAt(body, 'messages').flatMap((message) => objectsAt(message, 'content'));
  for (const block of blocks) {
    if (typeof block['text'] === 'string') block['text'] = block['text'].slice(0, KEPT);
  }
}

export default fault({
  id: 'large-body-cut',
  title: 'Shortens the texts of bodies over 16 MB',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/body-size/up-to-the-limit'],
  layers: ({ size }) => [
    requestBody((body) => (body.length > LARGE * size ? editJson(body, shorten) : body)),
  ],
  slow: ['common/body-size/up-to-the-limit'],
});
