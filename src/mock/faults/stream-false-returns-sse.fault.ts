import { parseJson } from '../../wire/json.ts';
import { collect } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { withBody } from '../layers/request.ts';
import type { GatewayRequest } from '../middleware.ts';
import { fault } from './fault.ts';

/** On the cloud platforms the path has the choice, too; the body of Bedrock does not even repeat it. */
function streaming(request: GatewayRequest, body: Uint8Array): GatewayRequest {
  const { value } = parseJson(body);
  const says = isObject(value) ? value['stream'] : undefined;
  const inPath = request.target.replace(/\/invoke$/, '/invoke-with-response-stream');
  if (says !== false) return { ...withBody(request, body), target: inPath };
  const target = inPath.replace(':rawPredict', ':streamRawPredict');
  return {
    ...withBody(
      request,
      editJson(body, (json) => (json['stream'] = true)),
    ),
    target,
  };
}

export default fault({
  id: 'stream-false-returns-sse',
  title: 'Streams whenever the body has a stream key, true or not',
  seenIn: ['codebuddy2api', 'free-claude-code'],
  urls: [
    'https://github.com/ShouZhuo0413/codebuddy2api/issues/11',
    'https://github.com/Alishahryar1/free-claude-code/pull/486',
    'https://github.com/Alishahryar1/free-claude-code/pull/977',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/endpoints/invoke',
    'common/error-recovery/model-refusal',
    'messages/json-answer/is-a-message',
    'messages/json-answer/json-type',
    'vertex/body/stream',
  ],
  seenOutside: [
    'messages/json-answer/is-a-message',
    'messages/json-answer/json-type',
    'outside/answers/model-named',
    'outside/answers/whole-message',
  ],
  spares: {
    anthropic: ['common/error-recovery/model-refusal', 'messages/json-answer/json-type'],
    vertex: ['common/error-recovery/model-refusal', 'messages/json-answer/json-type'],
  },
  layers: () => [
    async (request, next) => {
      if (request.method !== 'POST') return next(request);
      return next(streaming(request, await collect(request.body)));
    },
  ],
});
