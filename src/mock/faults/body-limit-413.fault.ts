import { refuseWhen } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

/** Default of several web frameworks. */
const LIMIT = 1_048_576;

export default fault({
  id: 'body-limit-413',
  title: 'Refuses bodies over 1 MB',
  seenIn: ['claudex', 'claude-tap', 'raine claude-code-proxy'],
  urls: [
    'https://github.com/StringKe/claudex/pull/6',
    'https://github.com/liaohch3/claude-tap/pull/2',
    'https://github.com/raine/claude-code-proxy/pull/152',
    'https://github.com/Kong/developer.konghq.com/pull/3509',
    'https://github.com/florianilch/claudine-proxy/pull/11',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/limits/body-1.5-mb'],
  seenOutside: ['common/limits/body-1.5-mb'],
  layers: () => [
    refuseWhen((request, body) =>
      body.length > LIMIT
        ? errorAnswer(413, 'request_too_large', 'Request exceeds the maximum size', [], request)
        : undefined,
    ),
  ],
});
