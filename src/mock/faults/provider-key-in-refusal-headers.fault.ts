import { header } from '../../wire/headers.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'provider-key-in-refusal-headers',
  title: 'Returns its own key in a header when the provider refuses it',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/unreachable/shows-no-secret'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (response.status !== 401 && response.status !== 403) return response;
      const key = header(request.headers, 'x-api-key') ?? '';
      return { ...response, headers: [...response.headers, ['x-upstream-key', key]] };
    },
  ],
});
