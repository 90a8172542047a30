import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-arn-path-encoding',
  title: 'Decodes the path before it forwards it',
  seenIn: ['Portkey', 'AI SDK', 'Envoy AI Gateway'],
  urls: [
    'https://github.com/Portkey-AI/gateway/issues/1092',
    'https://github.com/vercel/ai/pull/16970',
    'https://github.com/envoyproxy/ai-gateway/pull/1624',
    'https://github.com/anthropics/anthropic-sdk-python/issues/740',
  ],
  formats: ['bedrock'],
  trips: ['bedrock/model-ids/one-segment'],
  seenOutside: ['outside/bedrock/one-segment'],
  layers: () => [requestTarget((target) => target.replace(/^[^?]*/, decodeURIComponent))],
});
