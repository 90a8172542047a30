import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-comment-reemitted-as-data',
  title: 'Sends comments as data',
  seenIn: ['Manifest llm-gateway'],
  urls: ['https://github.com/mnfst/llm-gateway/issues/2053'],
  formats: ['anthropic'],
  trips: ['messages/stream-framing/comments-stay-comments'],
  seenOutside: ['messages/stream-framing/comments-stay-comments'],
  layers: () => [
    events(() => (event) => {
      const { kind, comments } = event.frame;
      return kind === 'keep-alive' && comments.length > 0 ? [`data: : ${comments.join(' ')}\n\n`] : [event];
    }),
  ],
});
