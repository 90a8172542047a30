import { once } from '../layers/bytes.ts';
import { managed, open } from '../layers/credentials.ts';
import { withBody } from '../layers/request.ts';
import { fault } from './fault.ts';

const PROBE = Buffer.from(
  '{"model":"claude-haiku-4-5","max_tokens":1,"messages":[{"role":"user","content":"hi"}]}',
);

export default fault({
  id: 'head-probe-billed',
  title: 'Treats the HEAD probe as a model call',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/probes/hello-is-answered'],
  layers: () => [],
  credentials: (keys) => async (request, next) => {
    if (request.method !== 'HEAD') return managed(keys)(request, next);
    const target = request.target.replace('/api/hello', '/v1/messages');
    const { status } = await open(keys)(withBody({ ...request, method: 'POST', target }, PROBE), next);
    return { status, headers: [['content-length', '0']], body: once('') };
  },
});
