import type { Route, WireFormat } from '../format.ts';
import { headerList } from '../headers.ts';
import { decodeSegment } from '../path.ts';

/** The version that Claude Code 2.1.330 sends. */
export const ANTHROPIC_VERSION = '2023-06-01';

/** The Messages API of Anthropic, also behind Foundry, Claude Platform on AWS and Mantle. */
export const anthropic: WireFormat = {
  id: 'anthropic',
  query: '?beta=true',
  path: ({ operation }) => (operation === 'messages' ? '/v1/messages' : '/v1/messages/count_tokens'),
  headers: (betas) => [
    ['accept', 'application/json'],
    ['content-type', 'application/json'],
    ...(betas.length > 0 ? [['anthropic-beta', betas.join(',')] as const] : []),
    ['anthropic-version', ANTHROPIC_VERSION],
  ],
  body: (messages) => messages,
  envelope: (text) => text,
  route,
  betas: (headers) => headerList(headers, 'anthropic-beta'),
};

function route(method: string, path: string): Route | undefined {
  if (method === 'POST' && path.endsWith('/v1/messages')) return { operation: 'messages' };
  if (method === 'POST' && path.endsWith('/v1/messages/count_tokens')) return { operation: 'count_tokens' };
  if (method === 'GET' && path.endsWith('/v1/models')) return { operation: 'models' };
  if (method === 'HEAD' && path.endsWith('/api/hello')) return { operation: 'hello' };
  const model = /\/v1\/models\/([^/]+)$/.exec(path)?.[1];
  if (method === 'GET' && model) return { operation: 'models', model: decodeSegment(model) };
  return undefined;
}
