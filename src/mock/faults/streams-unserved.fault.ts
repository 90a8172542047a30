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
  seenOutside: [
    'messages/open-parts/citations',
    'messages/open-parts/server-tool-blocks',
    'messages/open-parts/unknown-block',
    'messages/open-parts/unknown-delta',
    'messages/open-parts/unknown-event',
    'messages/pairs/reduced-request',
    'messages/stream-content/pings-stay-pings',
    'messages/stream-end/final-message-delta',
    'messages/stream-end/message-stop',
    'messages/stream-errors/error-event-arrives',
    'messages/stream-framing/comments-stay-comments',
    'messages/stream-framing/event-line',
    'messages/stream-headers/event-stream-type',
  ],
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
