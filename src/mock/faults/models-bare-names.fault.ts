import { collect } from '../layers/bytes.ts';
import { objectsAt } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { isPath } from '../layers/request.ts';
import { withContent } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-bare-names',
  title: 'Shows the id of a model as its display name',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/model-list/short-names'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (!isPath(request, '/v1/models')) return response;
      const listed = await collect(response.body);
      return withContent(
        response,
        editJson(listed, (list) => {
          for (const model of objectsAt(list, 'data')) model['display_name'] = model['id'] ?? null;
        }),
      );
    },
  ],
});
