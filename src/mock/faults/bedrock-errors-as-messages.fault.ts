import { parseJson } from '../../wire/json.ts';
import { collect, once } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-errors-as-messages',
  title: 'Puts refusals into the envelope of the Messages API',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/errors/wording', 'common/error-envelope/bytes'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (response.status < 400) return response;
      const bytes = await collect(response.body);
      const { value } = parseJson(bytes);
      if (!isObject(value)) return { ...response, body: once(bytes) };
      const answer = errorAnswer(response.status, 'api_error', String(value['message']));
      const kept = response.headers.filter(([name]) => !/^content-/i.test(name));
      return { ...answer, headers: [...answer.headers, ...kept] };
    },
  ],
});
