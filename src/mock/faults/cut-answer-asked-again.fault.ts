import { collect, once, received } from '../layers/bytes.ts';
import { asksForStream } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'cut-answer-asked-again',
  title: 'Asks again when an answer breaks off in the middle of its JSON',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/once/cut-answer'],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const ask = () => next({ ...request, body: once(body) });
      const response = await ask();
      if (asksForStream(request, body)) return response;
      const { bytes, cut } = await received(response.body);
      return cut === undefined ? { ...response, body: once(bytes) } : ask();
    },
  ],
});
