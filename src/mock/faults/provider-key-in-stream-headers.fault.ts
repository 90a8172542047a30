import { header } from '../../wire/headers.ts';
import { isStream } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'provider-key-in-stream-headers',
  title: 'Returns its own key in a header of streams',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/unreachable/shows-no-secret'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (!isStream(response)) return response;
      const key = header(request.headers, 'x-api-key') ?? '';
      return { ...response, headers: [...response.headers, ['x-upstream-key', key]] };
    },
  ],
});
