import { collect, once } from '../layers/bytes.ts';
import { editJson } from '../layers/edit.ts';
import { withBody } from '../layers/request.ts';
import type { GatewayRequest } from '../middleware.ts';
import { fault } from './fault.ts';

const BUFFER = 8192;

const ALIAS = 'team-claude';
const MODEL = 'claude-sonnet-4-6';

/** The name stands in the body or, for the cloud providers, in the path. */
function renamed(request: GatewayRequest, body: Buffer): GatewayRequest {
  const edited = editJson(body, (json) => {
    if (json['model'] === ALIAS) json['model'] = MODEL;
  });
  return { ...withBody(request, edited), target: request.target.replace(`/${ALIAS}`, `/${MODEL}`) };
}

export default fault({
  id: 'body-spooled-transform-skipped',
  title: 'Applies its model mapping only to bodies that fit a small buffer',
  seenIn: ['Kong'],
  urls: ['https://github.com/Kong/developer.konghq.com/issues/4694'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/endpoints/invoke',
    'bedrock/endpoints/stream',
    'messages/models/opaque-name',
    'vertex/endpoints/raw-predict',
  ],
  seenOutside: ['messages/pairs/reduced-request'],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      return next(
        body.length > 0 && body.length < BUFFER ? renamed(request, body) : { ...request, body: once(body) },
      );
    },
  ],
  declares: { model: ALIAS, upstreamModel: MODEL },
});
