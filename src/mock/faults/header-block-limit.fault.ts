import { managed } from '../layers/credentials.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'header-block-limit',
  title: 'Refuses a header block of more than 8 KB',
  seenIn: ['nginx'],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/auth-refusal/long-second-credential',
    'common/header-size/12-kb',
    'common/header-size/32-kb',
  ],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    request.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0) > 8192
      ? Promise.resolve(
          textAnswer(400, 'text/html', '<html><title>400 Request Header Or Cookie Too Large</title></html>'),
        )
      : managed(keys)(request, next),
});
