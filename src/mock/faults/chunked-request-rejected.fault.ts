import { header } from '../../wire/headers.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'chunked-request-rejected',
  title: 'Refuses requests without content-length',
  seenIn: [],
  urls: ['https://github.com/binaricat/Netcatty/issues/3083'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/framing/chunked'],
  seenOutside: ['outside/content/chunked'],
  layers: () => [
    async (request, next) =>
      request.method === 'POST' && header(request.headers, 'content-length') === undefined
        ? textAnswer(411, 'text/plain', 'Length Required')
        : next(request),
  ],
});
