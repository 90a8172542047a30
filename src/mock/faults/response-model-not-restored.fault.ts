import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'response-model-not-restored',
  title: 'Names the model of the backend in its answers',
  seenIn: ['9router', 'CLIProxyAPI', 'shunt', 'jonex'],
  urls: [
    'https://github.com/decolua/9router/issues/1311',
    'https://github.com/router-for-me/CLIProxyAPI/issues/3965',
    'https://github.com/yuezhiai/jonex/issues/34',
    'https://github.com/pleaseai/shunt/issues/172',
    'https://github.com/diegosouzapw/OmniRoute/pull/4450',
  ],
  formats: ['anthropic'],
  trips: ['messages/models/named-in-answers'],
  seenOutside: ['outside/answers/model-named'],
  layers: () => [
    editEvents((json) => {
      if (json['type'] === 'message_start') objectAt(json, 'message')['model'] = 'backend-model';
    }),
    responseJson('message', (message) => {
      message['model'] = 'backend-model';
    }),
  ],
});
