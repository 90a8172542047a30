import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'empty-tools-with-tool-choice',
  title: 'Adds a tool_choice to an empty list of tools',
  seenIn: ['CliRelay'],
  urls: ['https://github.com/kittors/CliRelay/pull/740'],
  formats: ['anthropic'],
  trips: ['common/fields/nothing-added'],
  seenOutside: ['outside/settings/no-tools'],
  layers: () => [
    requestJson((body) => {
      if (Array.isArray(body['tools']) && body['tools'].length === 0) body['tool_choice'] = { type: 'auto' };
    }),
  ],
});
