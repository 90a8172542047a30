import { refuseWhen } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

/** Default of several web frameworks. */
const LIMIT = 1_048_576;

export default fault({
  id: 'body-limit-wrong-status',
  title: 'Answers a body over its limit with 500',
  seenIn: ['raine claude-code-proxy', 'claudine'],
  urls: [
    'https://github.com/raine/claude-code-proxy/pull/152',
    'https://github.com/florianilch/claudine-proxy/pull/11',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/limits/body-1.5-mb'],
  seenOutside: ['common/limits/body-1.5-mb'],
  layers: () => [
    refuseWhen((request, body) =>
      body.length > LIMIT ? errorAnswer(500, 'api_error', 'body limit exceeded', [], request) : undefined,
    ),
  ],
});
