import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'background-model-unrouted',
  title: 'Does not route a model that its operator declares',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/substitution/no-other-model', 'messages/models/declared-names'],
  layers: () => [
    refuseJson((body) =>
      body['model'] === 'claude-haiku-4-5'
        ? errorAnswer(404, 'not_found_error', 'model: claude-haiku-4-5')
        : undefined,
    ),
  ],
  declares: { models: { 'claude-haiku-4-5': 'claude-haiku-4-5' } },
});
