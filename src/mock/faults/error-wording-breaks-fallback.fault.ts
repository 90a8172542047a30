import { objectsAt } from '../layers/draft.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'error-wording-breaks-fallback',
  title: 'Refuses messages with the role system in words that the client does not know',
  seenIn: ['colibri'],
  urls: [
    'https://github.com/JustVugg/colibri/pull/725',
    'https://code.claude.com/docs/en/llm-gateway-rollout',
  ],
  formats: ['anthropic'],
  trips: [
    'common/shape/system-messages',
    'messages/optional-features/per-turn-control',
    'messages/pairs/reduced-request',
    'messages/replay/session',
    'messages/tool-features/tool-changes',
  ],
  seenOutside: [
    'canary/body/system-message',
    'canary/settings/message-settings',
    'canary/settings/tool-changes',
    'messages/pairs/reduced-request',
  ],
  layers: () => [
    refuseJson((body) =>
      objectsAt(body, 'messages').some(({ role }) => role === 'system')
        ? errorAnswer(400, 'invalid_request_error', 'Unsupported role')
        : undefined,
    ),
  ],
});
