import { collect } from '../layers/bytes.ts';
import { textAnswer } from '../layers/response.ts';
import { refusedStream } from '../layers/streamed.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'stream-error-as-200',
  title: 'Answers a refused stream with 200 and an error event',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-errors/refusal-keeps-an-error-status'],
  layers: () => [
    refusedStream(async ({ body }) => {
      const refusal = await collect(body);
      return textAnswer(200, 'text/event-stream', `event: error\ndata: ${refusal.toString('utf8')}\n\n`);
    }),
  ],
});
