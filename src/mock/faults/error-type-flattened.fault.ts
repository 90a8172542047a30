import { objectAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'error-type-flattened',
  title: 'Calls every upstream error an api_error',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/error-envelope/shape-and-type', 'common/error-status/rate-limit'],
  layers: () => [
    responseJson('error', (body) => {
      objectAt(body, 'error')['type'] = 'api_error';
    }),
  ],
});
