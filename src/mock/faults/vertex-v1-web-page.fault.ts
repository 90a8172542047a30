import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-v1-web-page',
  title: 'Answers what is not on its one path with its web page',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/paths/base-with-v1'],
  layers: () => [
    async (request, next) =>
      request.target.startsWith('/v1/projects/')
        ? textAnswer(200, 'text/html', '<!doctype html><title>Gateway console</title>')
        : next(request),
  ],
});
