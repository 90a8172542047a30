import { parseJson } from '../../wire/json.ts';
import { collect, once } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { isPath } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-client-gate',
  title: 'Demands metadata of token counts, too',
  seenIn: ['claude-code-hub'],
  urls: ['https://github.com/ding113/claude-code-hub/issues/1363'],
  formats: ['anthropic'],
  trips: [
    'messages/count-tokens/forwards-all',
    'messages/count-tokens/number-or-clear-no',
    'messages/count-tokens/returns-a-count',
    'messages/endpoints/count-tokens',
  ],
  seenOutside: ['messages/endpoints/count-tokens'],
  layers: () => [
    async (request, next) => {
      if (!isPath(request, '/count_tokens')) return next(request);
      const body = await collect(request.body);
      const { value } = parseJson(body);
      if (isObject(value) && 'metadata' in value) return next({ ...request, body: once(body) });
      return errorAnswer(503, 'overloaded_error', 'No available provider for this client');
    },
  ],
});
