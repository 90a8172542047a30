import { isPath } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'counts-share-limit',
  title: 'Counts token counts against the limit of messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/own-limits'],
  layers: () => {
    let counted = 0;
    return [
      async (request, next) => {
        if (isPath(request, '/count_tokens')) counted += 1;
        if (!isPath(request, '/v1/messages')) return next(request);
        const throttled = counted >= 20;
        counted = 0;
        if (!throttled) return next(request);
        return errorAnswer(429, 'rate_limit_error', 'Too many requests.', [['retry-after', '1']]);
      },
    ];
  },
});
