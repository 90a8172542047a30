import { managed } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'key-leaked-on-counts',
  title: "Sends the developer's credential along when it counts",
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/credential/stays-in-gateway'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    managed(keys)(request, (exchanged) => {
      const own = request.headers.filter(([name]) => /^(x-api-key|authorization)$/i.test(name));
      const headers = isPath(request, '/count_tokens') ? [...exchanged.headers, ...own] : exchanged.headers;
      return next({ ...exchanged, headers });
    }),
});
