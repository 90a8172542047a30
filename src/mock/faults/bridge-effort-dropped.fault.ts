import { bridge } from '../bridge/bridge.ts';
import { betas } from '../layers/betas.ts';
import type { DraftObject } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

function plain(body: DraftObject): void {
  delete body['thinking'];
  delete body['output_config'];
}

export default fault({
  id: 'bridge-effort-dropped',
  title: 'Drops thinking and effort on the way to Vertex',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/kept/thinking-and-effort'],
  declares: bridging('vertex'),
  layers: () => [
    betas((values) => values.filter((value) => !value.startsWith('effort-'))),
    requestJson(plain),
    bridge({ to: 'vertex' }),
  ],
});
