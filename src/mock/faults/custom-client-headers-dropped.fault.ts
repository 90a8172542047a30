import { forwarded, managed } from '../layers/credentials.ts';
import { requestHeaders } from '../layers/request.ts';
import { route } from '../routes.ts';
import { fault } from './fault.ts';

const FORWARDED = new Set([
  'accept',
  'accept-encoding',
  'anthropic-beta',
  'anthropic-version',
  'authorization',
  'content-length',
  'content-type',
  'transfer-encoding',
  'user-agent',
  'x-api-key',
]);

export default fault({
  id: 'custom-client-headers-dropped',
  title: 'Forwards a fixed list of request headers',
  seenIn: ['LiteLLM', 'Bifrost'],
  urls: [
    'https://github.com/BerriAI/litellm/issues/21471',
    'https://github.com/maximhq/bifrost/pull/5347',
    'https://github.com/BerriAI/litellm/issues/42170',
    'https://github.com/anthropics/anthropic-sdk-typescript/issues/922',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/headers/tier-and-guardrail',
    'messages/headers/unknown-anthropic',
    'vertex/credential/kept-or-replaced',
  ],
  /** On Vertex the developer's own Google token is passed on, and the project that it is for is what gets lost. */
  credentials: (keys) => (request, next) =>
    (route(request.method, request.target).format.id === 'vertex' ? forwarded() : managed(keys))(
      request,
      next,
    ),
  layers: () => [requestHeaders((headers) => headers.filter(([name]) => FORWARDED.has(name.toLowerCase())))],
});
