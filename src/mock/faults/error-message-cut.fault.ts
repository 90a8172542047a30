import { objectAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'error-message-cut',
  title: 'Cuts error messages at 200 characters',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/error-envelope/wording'],
  layers: () => [
    responseJson('error', (body) => {
      const error = objectAt(body, 'error');
      error['message'] = String(error['message']).slice(0, 200);
    }),
  ],
});
