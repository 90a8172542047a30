import { objectAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { whenStreamed } from '../layers/streamed.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'streamed-error-envelope-openai',
  title: 'Answers refused streams, and only those, in the envelope of another API',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/error-envelope/bytes',
    'common/error-envelope/shape-and-type',
    'common/error-status/rate-limit',
  ],
  layers: () => [
    whenStreamed(
      responseJson('error', (body, { status }) => {
        const { message } = objectAt(body, 'error');
        body['error'] = { message: message ?? null, type: 'upstream_error', code: String(status) };
        delete body['type'];
      }),
    ),
  ],
});
