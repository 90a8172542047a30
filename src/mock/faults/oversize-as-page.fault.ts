import { isTooLarge, refuseWhen } from '../layers/request.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const PAGE = '<html><head><title>413 Request Entity Too Large</title></head></html>';

export default fault({
  id: 'oversize-as-page',
  title: 'Refuses a body over the limit of the API with a page of HTML',
  seenIn: ['nginx'],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/body-size/refused-in-the-envelope'],
  layers: ({ size }) => [
    refuseWhen((request, body) =>
      isTooLarge(request, body, size) ? textAnswer(413, 'text/html', PAGE) : undefined,
    ),
  ],
  slow: ['common/body-size/over-the-limit', 'common/body-size/refused-in-the-envelope'],
});
