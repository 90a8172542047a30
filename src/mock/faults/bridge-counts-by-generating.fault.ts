import { parseJson } from '../../wire/json.ts';
import { bridge } from '../bridge/bridge.ts';
import { collect } from '../layers/bytes.ts';
import { isObject, objectAt } from '../layers/draft.ts';
import { isPath, requestJson } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { bridging, fault } from './fault.ts';

const limited = requestJson((body) => (body['max_tokens'] = 1));

export default fault({
  id: 'bridge-counts-by-generating',
  title: 'Counts tokens with an invocation that may generate one',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'bridge/counts/of-the-provider',
    'messages/count-tokens/never-generates',
    'messages/count-tokens/own-number',
  ],
  declares: bridging('bedrock'),
  layers: () => [
    async (request, next) => {
      if (!isPath(request, '/count_tokens')) return next(request);
      const target = request.target.replace('/count_tokens', '');
      const response = await limited({ ...request, target }, next);
      const { value } = parseJson(await collect(response.body));
      const usage = isObject(value) ? objectAt(value, 'usage') : {};
      return jsonAnswer(200, { input_tokens: usage['input_tokens'] ?? 0 });
    },
    bridge({ to: 'bedrock' }),
  ],
});
