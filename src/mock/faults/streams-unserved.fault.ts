import { isStream, jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'streams-unserved',
  title: 'Answers each stream with an error of its own, whatever the upstream sends',
  seenIn: ['Portkey'],
  urls: [
    'https://github.com/Portkey-AI/gateway/issues/1389',
    'https://github.com/Portkey-AI/gateway/issues/1550',
  ],
  formats: ['anthropic'],
  // The upstream's stream is left open, too.
  trips: ['common/cancellation/before-first-byte', 'messages/endpoints/messages'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (!isStream(response)) return response;
      // The rest of the upstream's answer is of no use to anybody.
      await response.body[Symbol.asyncIterator]().return?.();
      return jsonAnswer(500, { status: 'failure', message: 'Something went wrong' });
    },
  ],
});
