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
  trips: [],
  layers: () => [
    async (request, next) =>
      request.method === 'HEAD'
        ? next(
            withBody(
              { ...request, method: 'POST', target: request.target.replace('/api/hello', '/v1/messages') },
              PROBE,
            ),
          )
        : next(request),
  ],
});
