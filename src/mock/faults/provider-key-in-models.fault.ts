import { header } from '../../wire/headers.ts';
import { collect } from '../layers/bytes.ts';
import { isPath } from '../layers/request.ts';
import { withContent } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'provider-key-in-models',
  title: 'Shows its own key in the model list',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/unreachable/shows-no-secret'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (!isPath(request, '/v1/models') || response.status !== 200) return response;
      const list = (await collect(response.body)).toString('utf8');
      const key = JSON.stringify(header(request.headers, 'x-api-key') ?? '');
      return withContent(response, Buffer.from(list.replace('{', `{"fetched_with":${key},`)));
    },
  ],
});
