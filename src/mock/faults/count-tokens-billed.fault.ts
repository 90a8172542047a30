import { parseJson } from '../../wire/json.ts';
import { collect } from '../layers/bytes.ts';
import { countAnswer, generating } from '../layers/counting.ts';
import { isObject, objectAt } from '../layers/draft.ts';
import { asks } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-billed',
  title: 'Counts tokens by asking for a message of one token',
  seenIn: [],
  urls: ['https://github.com/pleaseai/shunt/pull/106'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/count-tokens/returns-a-count',
    'messages/count-tokens/never-generates',
    'messages/count-tokens/own-number',
    'vertex/count-tokens/returns-a-count',
  ],
  seenOutside: ['outside/counts/no-generation'],
  layers: () => [
    async (request, next) => {
      if (!asks(request, 'count_tokens')) return next(request);
      const response = await next(await generating(request, (body) => (body['max_tokens'] = 1)));
      const { value } = parseJson(await collect(response.body));
      const usage = isObject(value) ? objectAt(value, 'usage') : {};
      return countAnswer(request, Number(usage['input_tokens'] ?? 1));
    },
  ],
});
