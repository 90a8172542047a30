import { reorderKeys } from '../layers/key-order.ts';
import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

function rotate<T>(list: readonly T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

export default fault({
  id: 'json-keys-nondeterministic',
  title: 'Writes the keys of tool schemas in another order each time',
  seenIn: ['KubeAI'],
  urls: ['https://github.com/kubeai-project/kubeai/issues/690'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/bytes/same-text', 'common/bytes/stable-prefix'],
  seenOutside: ['outside/cache/same-prefix'],
  layers: () => {
    let turn = 0;
    return [
      requestBody((body) => {
        turn += 1;
        return reorderKeys(body, (members, path) =>
          path.includes('input_schema') ? rotate(members, turn) : members,
        );
      }),
    ];
  },
});
