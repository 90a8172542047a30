import { refuseWhen } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const LIMIT = 16 * 1024 * 1024;

export default fault({
  id: 'body-limit-16-mb',
  title: 'Refuses bodies over 16 MB',
  seenIn: ['raine claude-code-proxy'],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/limits/body-31-mb'],
  layers: () => [
    refuseWhen((_request, body) =>
      body.length > LIMIT
        ? errorAnswer(413, 'request_too_large', 'Request exceeds the maximum size')
        : undefined,
    ),
  ],
  slow: ['common/limits/body-31-mb'],
});
