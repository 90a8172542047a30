import { fault } from './fault.ts';

export default fault({
  id: 'error-status-529-to-503',
  title: 'Answers an overload with 503',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/error-status/overload'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      return response.status === 529 ? { ...response, status: 503 } : response;
    },
  ],
});
