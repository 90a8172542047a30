import { header } from '../../wire/headers.ts';
import { predictionOf } from '../../wire/vertex/resource.ts';
import { received } from '../layers/bytes.ts';
import { withContent } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-message-listed',
  title: 'Puts the answer of rawPredict into a list of predictions',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: [
    'common/error-recovery/model-refusal',
    'common/usage/in-json',
    'messages/answered-features/server-tools',
    'messages/json-answer/content-as-sent',
    'messages/json-answer/is-a-message',
    'messages/json-answer/unknown-parts',
    'messages/thinking/in-json',
    'vertex/endpoints/raw-predict',
  ],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      const { method, model } = predictionOf(request.target) ?? {};
      const isPacked = header(response.headers, 'content-encoding') !== undefined;
      const isMessage = response.status === 200 && method === 'rawPredict' && model !== 'count-tokens';
      if (!isMessage || isPacked) return response;
      const { bytes } = await received(response.body);
      return withContent(
        response,
        Buffer.concat([Buffer.from('{"predictions":['), bytes, Buffer.from(']}')]),
      );
    },
  ],
});
