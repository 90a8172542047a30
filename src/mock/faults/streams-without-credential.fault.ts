import { collect, once } from '../layers/bytes.ts';
import { managed, open } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'streams-without-credential',
  title: 'Streams for anybody',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/wrong-credential'],
  layers: () => [],
  credentials: (keys) => async (request, next) => {
    // A body that is held back tells nothing, so a missing credential is refused before it is read.
    const presented = request.headers.some(([name]) => /^(x-api-key|authorization)$/i.test(name));
    if (!presented) return managed(keys)(request, next);
    const body = await collect(request.body);
    const policy = /"stream": *true/.test(body.toString('latin1')) ? open(keys) : managed(keys);
    return policy({ ...request, body: once(body) }, next);
  },
});
