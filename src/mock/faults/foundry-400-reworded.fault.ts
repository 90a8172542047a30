import { objectAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'foundry-400-reworded',
  title: 'Puts a text of its own into every 400 of a deployment',
  seenIn: [],
  urls: [],
  formats: ['foundry'],
  trips: [
    'common/error-envelope/bytes',
    'common/error-envelope/wording',
    'common/error-envelope/wording-somewhere',
    'common/error-recovery/input-and-max-tokens',
    'common/error-recovery/prompt-too-long',
    'common/error-recovery/rejected-features',
  ],
  layers: () => [
    responseJson('error', (body, { status }) => {
      if (status === 400)
        objectAt(body, 'error')['message'] = 'The deployment does not support this request.';
    }),
  ],
});
