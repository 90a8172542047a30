import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const KNOWN = /^claude-(opus|sonnet|haiku|fable|mythos)-\d/;

export default fault({
  id: 'unknown-model-400',
  title: 'Refuses unknown models with 400',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/models/unknown-name'],
  layers: () => [
    refuseJson((body) =>
      KNOWN.test(String(body['model']))
        ? undefined
        : errorAnswer(400, 'invalid_request_error', `Invalid model name: ${body['model']}`),
    ),
  ],
});
