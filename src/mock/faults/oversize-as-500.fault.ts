import { isTooLarge, refuseWhen } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'oversize-as-500',
  title: 'Answers a body over the limit of the API with 500',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/body-size/over-the-limit'],
  layers: ({ size }) => [
    refuseWhen((request, body) =>
      isTooLarge(request, body, size)
        ? errorAnswer(500, 'api_error', 'Body exceeded the limit', [], request)
        : undefined,
    ),
  ],
  slow: ['common/body-size/over-the-limit', 'common/body-size/refused-in-the-envelope'],
});
