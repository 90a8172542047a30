import { managed } from '../layers/credentials.ts';
import type { GatewayRequest } from '../middleware.ts';
import { fault } from './fault.ts';

/** The exchanged request with the header that the gateway should have taken out. */
function leaking(request: GatewayRequest, exchanged: GatewayRequest): GatewayRequest {
  const own = request.headers.filter(([name]) => /^(x-api-key|authorization)$/i.test(name));
  return { ...exchanged, headers: [...exchanged.headers, ...own] };
}

export default fault({
  id: 'gateway-key-leaked-upstream',
  title: "Sends the developer's credential to the provider beside its own",
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/BerriAI/litellm/pull/29609',
    'https://github.com/BerriAI/litellm/pull/20432',
    'https://github.com/BerriAI/litellm/pull/38114',
    'https://github.com/BerriAI/litellm/issues/32202',
    'https://github.com/BerriAI/litellm/pull/33340',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/credential/stays-in-gateway', 'vertex/credential/kept-or-replaced'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    managed(keys)(request, (exchanged) => next(leaking(request, exchanged))),
});
