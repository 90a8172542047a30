import { parseJson } from '../../wire/json.ts';
import { collect, once } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'stream-error-as-200',
  title: 'Answers a refused stream with 200 and an error event',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-errors/refusal-keeps-an-error-status'],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const response = await next({ ...request, body: once(body) });
      const { value } = parseJson(body);
      if (response.status < 400 || !isObject(value) || value['stream'] !== true) return response;
      const refusal = await collect(response.body);
      return textAnswer(200, 'text/event-stream', `event: error\ndata: ${refusal.toString('utf8')}\n\n`);
    },
  ],
});
