import { parseJson } from '../../wire/json.ts';
import { collect, once } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'model-probe-404-as-503',
  title: 'Says of a model that is not there that it is busy, when asked for a single token',
  seenIn: [],
  urls: [],
  formats: ['vertex', 'bedrock'],
  trips: ['common/model-probes/clear-yes-or-no'],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const { value } = parseJson(body);
      const response = await next({ ...request, body: once(body) });
      const isProbe = isObject(value) && value['max_tokens'] === 1;
      return isProbe && response.status === 404
        ? errorAnswer(503, 'overloaded_error', 'The model is starting')
        : response;
    },
  ],
});
