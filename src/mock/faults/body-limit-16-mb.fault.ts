import { refuseWhen } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const LIMIT = 16 * 1024 * 1024;

export default fault({
  id: 'body-limit-16-mb',
  title: 'Refuses bodies over 16 MB',
  seenIn: ['raine claude-code-proxy'],
  urls: ['https://github.com/raine/claude-code-proxy/pull/152'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/body-size/up-to-the-limit'],
  seenOutside: ['common/body-size/up-to-the-limit'],
  layers: ({ size }) => [
    refuseWhen((request, body) =>
      body.length > LIMIT * size
        ? errorAnswer(413, 'request_too_large', 'Request exceeds the maximum size', [], request)
        : undefined,
    ),
  ],
  slow: ['common/body-size/up-to-the-limit'],
});
