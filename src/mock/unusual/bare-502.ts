import { managed } from '../layers/credentials.ts';
import { textAnswer } from '../layers/response.ts';
import { unusual } from './unusual.ts';

export default unusual({
  id: 'bare-502',
  title: 'Answers 502 without a body when the upstream does not answer, as Caddy does',
  warns: ['common/unreachable/quick-json'],
  layers: (keys) => [
    managed(keys),
    async (request, next) => {
      try {
        return await next(request);
      } catch (error) {
        if (request.gone.aborted) throw error;
        return textAnswer(502, 'text/plain', '');
      }
    },
  ],
});
