import { deltaType } from '../layers/blocks.ts';
import { objectAt } from '../layers/draft.ts';
import { blockIndex, edited, events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'first-delta-trimmed',
  title: 'Takes leading white space off the first delta of a text',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-content/text-as-sent'],
  layers: () => [
    events(() => {
      const begun = new Set<number | undefined>();
      return (event) => {
        if (deltaType(event) !== 'text_delta' || begun.has(blockIndex(event))) return [event];
        begun.add(blockIndex(event));
        const trim = (json: typeof event.json) => {
          const delta = objectAt(json, 'delta');
          delta['text'] = String(delta['text']).trimStart();
        };
        return [edited(event, trim)];
      };
    }),
  ],
});
