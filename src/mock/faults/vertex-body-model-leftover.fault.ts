import { bridge } from '../bridge/bridge.ts';
import type { DraftObject } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import type { GatewayRequest } from '../middleware.ts';
import { route } from '../routes.ts';
import { bridging, fault } from './fault.ts';

function nameModel(body: DraftObject, { method, target }: GatewayRequest): void {
  body['model'] ??= route(method, target).model ?? null;
}

export default fault({
  id: 'vertex-body-model-leftover',
  title: 'Leaves the model in the body of a rawPredict request',
  seenIn: ['Kong AI Gateway'],
  urls: ['https://github.com/Kong/developer.konghq.com/issues/4694'],
  formats: ['anthropic'],
  trips: [
    'bridge/alias/current-features',
    'bridge/pairs/sessions-served',
    'bridge/request-shape/model-in-path',
  ],
  seenOutside: { ends: 'model: Extra inputs are not permitted' },
  declares: bridging('vertex'),
  layers: () => [bridge({ to: 'vertex' }), requestJson(nameModel)],
});
