import { cutShort, once, received } from '../layers/bytes.ts';
import { errorAnswer, isStream } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'refusal-as-error',
  title: 'Answers a content refusal of the model with an error',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/error-recovery/model-refusal'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (isStream(response)) return response;
      const { bytes, cut } = await received(response.body);
      if (cut === undefined && /"stop_reason": ?"refusal"/.test(bytes.toString('utf8'))) {
        return errorAnswer(400, 'invalid_request_error', 'The model refused to answer.');
      }
      return { ...response, body: cut === undefined ? once(bytes) : cutShort(bytes, cut) };
    },
  ],
});
