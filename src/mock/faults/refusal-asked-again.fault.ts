import { collect, once } from '../layers/bytes.ts';
import { asksForStream } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'refusal-asked-again',
  title: 'Asks again when the model refuses',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/once/whatever-it-says'],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const ask = () => next({ ...request, body: once(body) });
      const response = await ask();
      if (asksForStream(request, body) || response.status !== 200) return response;
      const answer = await collect(response.body);
      return answer.includes('"stop_reason":"refusal"') ? ask() : { ...response, body: once(answer) };
    },
  ],
});
