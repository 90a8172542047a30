import { bridge } from '../bridge/bridge.ts';
import type { DraftObject } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

/** Under this name the field passes a bridge that would move it. */
const HIDDEN = 'x_cache_control';

function rename(body: DraftObject, from: string, to: string): void {
  const { [from]: value } = body;
  if (value === undefined) return;
  delete body[from];
  body[to] = value;
}

export default fault({
  id: 'bridge-top-level-cache-control',
  title: 'Sends a top-level cache_control to Bedrock',
  seenIn: ['Bifrost'],
  urls: ['https://github.com/UKGovernmentBEIS/inspect_ai/pull/3851'],
  formats: ['anthropic'],
  trips: ['bridge/cache-field/not-to-bedrock'],
  seenOutside: ['outside/cache/top-level-field'],
  declares: bridging('bedrock'),
  layers: () => [
    requestJson((body) => rename(body, 'cache_control', HIDDEN)),
    bridge({ to: 'bedrock' }),
    requestJson((body) => rename(body, HIDDEN, 'cache_control')),
  ],
});
