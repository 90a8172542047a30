import { collect, once } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'credential-checked-after-body',
  title: 'Reads the whole body before it looks at the credential',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/before-the-body'],
  layers: () => [],
  credentials: (keys) => async (request, next) => {
    const body = await collect(request.body);
    return managed(keys)({ ...request, body: once(body) }, next);
  },
});
