import { parseJson } from '../../wire/json.ts';
import { collect } from '../layers/bytes.ts';
import { isObject, objectAt } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { isPath, withBody } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-billed',
  title: 'Counts tokens by asking for a message of one token',
  seenIn: [],
  urls: ['https://github.com/pleaseai/shunt/pull/106'],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/never-generates', 'messages/count-tokens/own-number'],
  layers: () => [
    async (request, next) => {
      if (!isPath(request, '/count_tokens')) return next(request);
      const asked = withBody(
        request,
        editJson(await collect(request.body), (body) => (body['max_tokens'] = 1)),
      );
      const response = await next({ ...asked, target: request.target.replace('/count_tokens', '') });
      const { value } = parseJson(await collect(response.body));
      const usage = isObject(value) ? objectAt(value, 'usage') : {};
      return jsonAnswer(200, { input_tokens: usage['input_tokens'] ?? 1 });
    },
  ],
});
