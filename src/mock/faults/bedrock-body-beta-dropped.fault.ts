import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-body-beta-dropped',
  title: 'Drops anthropic_beta from the body',
  seenIn: ['stdapi', 'gateways that rebuild the body'],
  urls: [
    'https://github.com/stdapi-ai/stdapi.ai/issues/291',
    'https://github.com/anthropics/claude-code/issues/56595',
  ],
  formats: ['bedrock'],
  trips: ['bedrock/body/betas'],
  seenOutside: [
    'canary/headers/known-beta',
    'canary/headers/unknown-beta',
    'outside/settings/deferred-tools',
  ],
  layers: () => [
    requestJson((body) => {
      delete body['anthropic_beta'];
    }),
  ],
});
