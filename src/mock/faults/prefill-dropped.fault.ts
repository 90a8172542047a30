import { objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'prefill-dropped',
  title: 'Drops the start of an answer that the client prescribes',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/shape/prefill'],
  layers: () => [
    requestJson((body) => {
      const { messages } = body;
      if (Array.isArray(messages) && objectsAt(body, 'messages').at(-1)?.['role'] === 'assistant')
        body['messages'] = messages.slice(0, -1);
    }),
  ],
});
