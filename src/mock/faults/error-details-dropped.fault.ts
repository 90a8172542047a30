import { objectAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'error-details-dropped',
  title: 'Keeps only type and message of upstream errors',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/error-envelope/bytes', 'messages/drift/error-codes'],
  layers: () => [
    responseJson('error', (body) => {
      const { type, message } = objectAt(body, 'error');
      body['error'] = { type: type ?? null, message: message ?? null };
    }),
  ],
});
