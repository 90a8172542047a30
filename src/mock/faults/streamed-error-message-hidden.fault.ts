import { objectAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { whenStreamed } from '../layers/streamed.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'streamed-error-message-hidden',
  title: 'Replaces the wording of the errors of streams, and only of those',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/error-envelope/bytes',
    'common/error-envelope/wording',
    'common/error-envelope/wording-somewhere',
    'common/error-recovery/input-and-max-tokens',
    'common/error-recovery/prompt-too-long',
    'common/error-recovery/rejected-features',
  ],
  layers: () => [
    whenStreamed(
      responseJson('error', (body) => {
        objectAt(body, 'error')['message'] = 'The stream could not be opened';
      }),
    ),
  ],
});
