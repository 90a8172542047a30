import { collect } from '../layers/bytes.ts';
import { fault } from './fault.ts';
import { modelIn, withModel } from './with-model.ts';

/** Names as Anthropic and the providers have them. */
const KNOWN = /claude-(opus|sonnet|haiku)-\d|^arn:/;
const DECLARED = ['claude-sonnet-4-6', 'claude-haiku-4-5'] as const;

export default fault({
  id: 'undeclared-model-to-default',
  title: 'Answers for a model that is not in its list with one that is',
  seenIn: ['CCR model-chain'],
  urls: ['https://github.com/musistudio/claude-code-router/issues/1803'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/substitution/no-default-model', 'messages/models/opaque-name'],
  seenOutside: ['canary/errors/unknown-model', 'outside/models/no-default-model'],
  declares: { model: DECLARED[0], models: Object.fromEntries(DECLARED.map((name) => [name, name])) },
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const model = modelIn(request, body);
      const isListed = model === undefined || KNOWN.test(model);
      return next(withModel(request, body, isListed ? model : DECLARED[1]));
    },
  ],
});
