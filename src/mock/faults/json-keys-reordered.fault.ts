import { type Member, reorderKeys } from '../layers/key-order.ts';
import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

function byKey(a: Member, b: Member): number {
  return a.key.value < b.key.value ? -1 : 1;
}

export default fault({
  id: 'json-keys-reordered',
  title: 'Sorts the keys of the body',
  seenIn: ['Bifrost on Vertex', 'vibeproxy', 'KubeAI'],
  urls: [
    'https://github.com/maximhq/bifrost/issues/6406',
    'https://github.com/automazeio/vibeproxy/pull/294',
    'https://github.com/kubeai-project/kubeai/issues/690',
    'https://github.com/anthropics/anthropic-sdk-python/pull/1927',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/bytes/same-text'],
  layers: () => [requestBody((body) => reorderKeys(body, (members) => [...members].sort(byKey)))],
});
