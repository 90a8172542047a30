import { collect, once } from '../layers/bytes.ts';
import { fault } from './fault.ts';
import { withModel } from './with-model.ts';

const MODEL = 'claude-sonnet-4-6';

export default fault({
  id: 'fallback-on-overload',
  title: 'Asks a smaller model when the declared one is overloaded',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/substitution/no-other-model'],
  declares: { model: MODEL, models: { [MODEL]: MODEL } },
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const response = await next({ ...request, body: once(body) });
      if (response.status !== 529 && response.status !== 503) return response;
      await collect(response.body);
      return next(withModel(request, body, 'claude-haiku-4-5'));
    },
  ],
});
