import { header } from '../../wire/headers.ts';
import { isPath } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'session-header-required',
  title: 'Refuses token counts without a session header',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'messages/attribution/none-required',
    'messages/count-tokens/forwards-all',
    'messages/count-tokens/number-or-clear-no',
    'messages/count-tokens/returns-a-count',
    'messages/endpoints/count-tokens',
  ],
  layers: () => [
    async (request, next) =>
      isPath(request, '/count_tokens') && header(request.headers, 'x-claude-code-session-id') === undefined
        ? errorAnswer(400, 'invalid_request_error', 'x-claude-code-session-id is required')
        : next(request),
  ],
});
