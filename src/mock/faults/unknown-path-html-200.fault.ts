import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'unknown-path-html-200',
  title: 'Answers unknown paths with the page of its web interface',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/endpoints/unknown-path'],
  layers: () => [
    async (request, next) =>
      /^\/(v1|api)\//.test(request.target)
        ? next(request)
        : textAnswer(200, 'text/html', '<html><title>Gateway</title></html>'),
  ],
});
