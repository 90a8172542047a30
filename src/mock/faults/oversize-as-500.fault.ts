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
  trips: ['common/body-size/over-the-limit'],
  layers: ({ size }) => [
    refuseWhen((_request, body) =>
      body.length > LIMIT * size ? errorAnswer(500, 'api_error', 'Body exceeded the limit') : undefined,
    ),
  ],
  slow: ['common/body-size/over-the-limit', 'common/body-size/refused-in-the-envelope'],
});
