import type { Draft } from '../layers/draft.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

/** The default of System.Text.Json. */
const LEVELS = 64;

function depthOf(value: Draft): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

export default fault({
  id: 'nesting-limit',
  title: 'Refuses JSON of more than 64 levels',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/limits/deep-input'],
  layers: () => [
    refuseJson((body, request) =>
      depthOf(body) > LEVELS
        ? errorAnswer(400, 'invalid_request_error', 'The maximum depth of 64 has been exceeded', [], request)
        : undefined,
    ),
  ],
  slow: ['common/limits/deep-input'],
});
