import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'hint-headers-rejected',
  title: 'Refuses requests with headers that it does not know',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'messages/headers/unknown-served',
    'messages/replay/background',
    'messages/replay/options',
    'messages/replay/session',
  ],
  layers: () => [
    async (request, next) => {
      const unknown = request.headers.find(([name]) => /^x-claude-code-(?!session-id)/i.test(name));
      return unknown
        ? errorAnswer(400, 'invalid_request_error', `Unknown header ${unknown[0]}`)
        : next(request);
    },
  ],
});
