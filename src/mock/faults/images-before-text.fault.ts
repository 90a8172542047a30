import { type DraftObject, objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

function isImage({ type }: DraftObject): boolean {
  return type === 'image';
}

export default fault({
  id: 'images-before-text',
  title: 'Moves images before texts',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/attachments/images'],
  layers: () => [
    requestJson((body) => {
      for (const message of objectsAt(body, 'messages')) {
        const blocks = objectsAt(message, 'content');
        if (!blocks.some(isImage)) continue;
        message['content'] = [...blocks.filter(isImage), ...blocks.filter((block) => !isImage(block))];
      }
    }),
  ],
});
