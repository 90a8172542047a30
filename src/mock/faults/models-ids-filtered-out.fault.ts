import { isPath } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-ids-filtered-out',
  title: 'Lists models under names that Claude Code does not show',
  seenIn: ['Databricks gateway', 'LiteLLM'],
  urls: [
    'https://github.com/databricks/unity-gateway/pull/375',
    'https://github.com/BerriAI/litellm-docs/pull/1111',
  ],
  formats: ['anthropic'],
  trips: ['messages/model-list/complete-entries', 'messages/model-list/recognisable-ids'],
  seenOutside: ['messages/model-list/complete-entries', 'messages/model-list/recognisable-ids'],
  layers: () => [
    async (request, next) =>
      isPath(request, '/v1/models')
        ? jsonAnswer(200, {
            data: [{ type: 'model', id: 'kimi-k3', display_name: 'Kimi K3' }],
            has_more: false,
          })
        : next(request),
  ],
});
