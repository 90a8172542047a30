import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'agent-headers-rejected',
  title: 'Refuses requests of subagents',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/attribution/session-and-agents', 'messages/replay/session'],
  layers: () => [
    async (request, next) =>
      request.headers.some(([name]) => /^x-claude-code-(parent-)?agent-id$/i.test(name))
        ? errorAnswer(400, 'invalid_request_error', 'Unknown agent')
        : next(request),
  ],
});
