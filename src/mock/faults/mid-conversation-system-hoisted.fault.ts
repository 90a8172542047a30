import { filterAt, objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'mid-conversation-system-hoisted',
  title: 'Moves messages with the role system into the top-level system',
  seenIn: ['free-claude-code', 'helm', 'Bifrost'],
  urls: [
    'https://github.com/Alishahryar1/free-claude-code/pull/639',
    'https://github.com/EasyMetaAu/helm-api/pull/166',
    'https://github.com/maximhq/bifrost/pull/3945',
    'https://github.com/sonami-tech/omni-llm-provider/issues/2',
  ],
  formats: ['anthropic'],
  trips: ['common/shape/system-messages', 'messages/replay/session'],
  seenOutside: [
    'canary/body/system-message',
    'canary/settings/message-settings',
    'messages/pairs/reduced-request',
  ],
  layers: () => [
    requestJson((body) => {
      const late = objectsAt(body, 'messages').filter(({ role }) => role === 'system');
      if (late.length === 0) return;
      filterAt(body, 'messages', ({ role }) => role !== 'system');
      const before = body['system'] ?? [];
      const blocks = Array.isArray(before) ? before : [{ type: 'text', text: before }];
      body['system'] = [...blocks, ...late.flatMap(({ content }) => content ?? [])];
    }),
  ],
});
