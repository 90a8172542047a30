import { isPath, refuseJson } from '../layers/request.ts';
import { errorAnswer, jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const GHOST = 'claude-ghost-1';

export default fault({
  id: 'models-made-up',
  title: 'Lists models that it does not serve',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/model-list/complete-entries', 'messages/model-list/usable-ids'],
  layers: () => [
    async (request, next) =>
      isPath(request, '/v1/models')
        ? jsonAnswer(200, {
            data: [{ type: 'model', id: GHOST, display_name: 'Claude Ghost' }],
            has_more: false,
          })
        : next(request),
    refuseJson((body) =>
      body['model'] === GHOST ? errorAnswer(404, 'not_found_error', `model: ${GHOST}`) : undefined,
    ),
  ],
});
