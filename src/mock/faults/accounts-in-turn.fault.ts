import { header, withHeader } from '../../wire/headers.ts';
import type { GatewayRequest } from '../middleware.ts';
import { route } from '../routes.ts';
import { fault } from './fault.ts';

/** The request as it goes to the second account, in the way of its format. */
function toSecondAccount(request: GatewayRequest): GatewayRequest {
  switch (route(request.method, request.target).format.id) {
    case 'vertex':
      return { ...request, target: request.target.replace(/\/projects\/[^/]+/, '/projects/second-project') };
    case 'bedrock':
      return { ...request, headers: withHeader(request.headers, 'authorization', signature('us-west-2')) };
    default:
      return { ...request, headers: withHeader(request.headers, 'x-api-key', 'second-provider-key') };
  }
}

function toFirstAccount(request: GatewayRequest): GatewayRequest {
  const isBedrock = route(request.method, request.target).format.id === 'bedrock';
  return isBedrock
    ? { ...request, headers: withHeader(request.headers, 'authorization', signature('us-east-1')) }
    : request;
}

/** Looks like one; that it is right is no matter of this fault. */
function signature(region: string): string {
  const scope = `AKIDEXAMPLE/20261123/${region}/bedrock/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
}

export default fault({
  id: 'accounts-in-turn',
  title: 'Sends every other turn of a session to a second account or region',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/accounts/one-per-session'],
  layers: () => {
    const turns = new Map<string, number>();
    return [
      (request, next) => {
        const session = header(request.headers, 'x-claude-code-session-id') ?? '';
        const turn = turns.get(session) ?? 0;
        turns.set(session, turn + 1);
        return next(turn % 2 === 0 ? toFirstAccount(request) : toSecondAccount(request));
      },
    ];
  },
});
