import { withHeader } from '../../wire/headers.ts';
import { bridge } from '../bridge/bridge.ts';
import { isPath } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'vertex-count-tokens-beta-unfiltered',
  title: 'Sends the beta values of messages with counts, where Vertex refuses some',
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/BerriAI/litellm/pull/39597',
    'https://github.com/anthropics/anthropic-sdk-typescript/issues/1016',
  ],
  formats: ['anthropic'],
  trips: ['bridge/counts/of-the-provider', 'bridge/refused-values/counts'],
  seenOutside: ['messages/endpoints/count-tokens', 'outside/bridge/beta-values-of-counts'],
  declares: bridging('vertex'),
  layers: () => [
    bridge({ to: 'vertex' }),
    (request, next) =>
      next({
        ...request,
        headers: isPath(request, 'count-tokens:rawPredict')
          ? withHeader(request.headers, 'anthropic-beta', 'tool-search-tool-2025-10-19,web-search-2025-03-05')
          : request.headers,
      }),
  ],
});
