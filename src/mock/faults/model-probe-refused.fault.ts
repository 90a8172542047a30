import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'model-probe-refused',
  title: 'Refuses requests for a single token',
  seenIn: [],
  urls: [],
  formats: ['vertex', 'bedrock'],
  trips: ['common/limits/max-tokens', 'common/model-probes/clear-yes-or-no', 'messages/replay/background'],
  layers: () => [
    refuseJson((body) =>
      body['max_tokens'] === 1
        ? errorAnswer(400, 'invalid_request_error', 'max_tokens: must be at least 2')
        : undefined,
    ),
  ],
});
