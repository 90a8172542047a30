import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'output-config-dropped',
  title: 'Deletes output_config from the body',
  seenIn: ['LiteLLM', 'TokenHub'],
  urls: [
    'https://github.com/onyx-dot-app/onyx/pull/13697',
    'https://github.com/astaxie/TokenHub/issues/133',
    'https://github.com/pleaseai/shunt/pull/321',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'messages/features/effort',
    'messages/features/structured-output',
    'messages/features/task-budget',
    'messages/replay/session',
  ],
  seenOutside: ['canary/pairs/task-budget', 'canary/settings/structured-output', 'outside/settings/effort'],
  layers: () => [
    requestJson((body) => {
      delete body['output_config'];
    }),
  ],
});
