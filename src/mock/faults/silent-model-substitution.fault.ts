import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

const KNOWN = /^claude-(opus|sonnet|haiku|fable|mythos)-\d/;

export default fault({
  id: 'silent-model-substitution',
  title: 'Sends an unknown model name to a default model',
  seenIn: ['CCR model-chain'],
  urls: [
    'https://github.com/musistudio/claude-code-router/issues/1535',
    'https://github.com/musistudio/claude-code-router/issues/1803',
  ],
  formats: ['anthropic'],
  trips: ['messages/models/opaque-name'],
  seenOutside: ['canary/errors/unknown-model'],
  layers: () => [
    requestJson((body) => {
      if (!KNOWN.test(String(body['model']))) body['model'] = 'claude-sonnet-4-5';
    }),
  ],
});
