import { withHeader } from '../../wire/headers.ts';
import { isPath } from '../layers/request.ts';
import { isStream } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'json-content-type-wrong',
  title: 'Serves whole messages as text',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/json-answer/json-type'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      const isMessage = isPath(request, '/v1/messages') && response.status === 200 && !isStream(response);
      return isMessage
        ? { ...response, headers: withHeader(response.headers, 'content-type', 'text/plain') }
        : response;
    },
  ],
});
