import { parseJson } from '../../wire/json.ts';
import { collect } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { isPath } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-count-as-messages',
  title: 'Answers a count as the Messages API does',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/count-tokens/returns-a-count', 'messages/count-tokens/number-or-clear-no'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (!isPath(request, '/count-tokens') || response.status !== 200) return response;
      const { value } = parseJson(await collect(response.body));
      return jsonAnswer(200, { input_tokens: isObject(value) ? value['inputTokens'] : 0 });
    },
  ],
});
