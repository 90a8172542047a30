import { refuseWhen } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const LIMIT = 32 * 1024 * 1024;

export default fault({
  id: 'oversize-as-500',
  title: 'Answers a body over the limit of the API with 500',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/limits/over-32-mb'],
  layers: () => [
    refuseWhen((_request, body) =>
      body.length > LIMIT ? errorAnswer(500, 'api_error', 'Body exceeded the limit') : undefined,
    ),
  ],
  slow: ['common/limits/over-32-mb'],
});
