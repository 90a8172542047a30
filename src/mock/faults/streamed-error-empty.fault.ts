import { withContent } from '../layers/response.ts';
import { refusedStream } from '../layers/streamed.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'streamed-error-empty',
  title: 'Answers a refused stream with the status alone',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/error-envelope/bytes',
    'common/error-envelope/shape-and-type',
    'common/error-envelope/wording',
    'common/error-envelope/wording-somewhere',
    'common/error-recovery/input-and-max-tokens',
    'common/error-recovery/prompt-too-long',
    'common/error-recovery/rejected-features',
    'common/error-status/rate-limit',
  ],
  layers: () => [refusedStream((response) => withContent(response, Buffer.alloc(0)))],
});
