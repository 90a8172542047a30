import { managed } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'key-leaked-on-models',
  title: "Sends the developer's credential along when it asks for models",
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/credential/stays-in-gateway'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    managed(keys)(request, (exchanged) => {
      const own = request.headers.filter(([name]) => /^(x-api-key|authorization)$/i.test(name));
      const headers = isPath(request, '/v1/models') ? [...exchanged.headers, ...own] : exchanged.headers;
      return next({ ...exchanged, headers });
    }),
});
