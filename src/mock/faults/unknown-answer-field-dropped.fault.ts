import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

const KNOWN = new Set(['id', 'type', 'role', 'model', 'content', 'stop_reason', 'stop_sequence', 'usage']);

export default fault({
  id: 'unknown-answer-field-dropped',
  title: 'Rebuilds whole messages from the fields that it knows',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/error-recovery/model-refusal',
    'messages/answered-features/safeguards',
    'messages/json-answer/unknown-parts',
  ],
  layers: () => [
    responseJson('message', (message) => {
      for (const key of Object.keys(message)) if (!KNOWN.has(key)) delete message[key];
    }),
  ],
});
