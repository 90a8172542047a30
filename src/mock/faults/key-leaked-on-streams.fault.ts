import { collect, once } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'key-leaked-on-streams',
  title: "Sends the developer's credential along with streams",
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/credential/stays-in-gateway'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    managed(keys)(request, async (exchanged) => {
      const body = await collect(exchanged.body);
      const own = request.headers.filter(([name]) => /^(x-api-key|authorization)$/i.test(name));
      const isStream = /"stream": *true/.test(body.toString('latin1'));
      const headers = isStream ? [...exchanged.headers, ...own] : exchanged.headers;
      return next({ ...exchanged, headers, body: once(body) });
    }),
});
