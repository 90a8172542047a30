import { objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'cache-control-on-thinking-block',
  title: 'Puts a cache_control marker on the last block of the last assistant turn, thinking or not',
  seenIn: ['sub2api'],
  urls: ['https://github.com/Wei-Shaw/sub2api/issues/225'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/thinking-history/thinking'],
  seenOutside: ['outside/content/thoughts-last'],
  layers: () => [
    requestJson((body) => {
      const turn = objectsAt(body, 'messages').findLast(({ role }) => role === 'assistant');
      const block = objectsAt(turn ?? {}, 'content').at(-1);
      if (block?.['type'] === 'thinking') block['cache_control'] = { type: 'ephemeral' };
    }),
  ],
});
