import { type DraftObject, objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

function isResult({ type }: DraftObject): boolean {
  return type === 'tool_result';
}

export default fault({
  id: 'text-before-tool-results',
  title: 'Moves texts before tool results',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/tool-history/tool-results', 'messages/replay/session'],
  layers: () => [
    requestJson((body) => {
      for (const message of objectsAt(body, 'messages')) {
        const blocks = objectsAt(message, 'content');
        if (!blocks.some(isResult)) continue;
        message['content'] = [...blocks.filter((block) => !isResult(block)), ...blocks.filter(isResult)];
      }
    }),
  ],
});
