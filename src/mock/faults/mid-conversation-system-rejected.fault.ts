import { objectsAt } from '../layers/draft.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'mid-conversation-system-rejected',
  title: 'Refuses messages with the role system',
  seenIn: ['vLLM', 'LM Studio', 'kiro-gateway', 'nyro', 'TokenHub'],
  urls: [
    'https://github.com/vllm-project/vllm/issues/44000',
    'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1399',
    'https://github.com/jwadow/kiro-gateway/issues/255',
    'https://github.com/nyroway/nyro/pull/217',
    'https://github.com/astaxie/TokenHub/pull/73',
    'https://github.com/EasyMetaAu/helm-api/pull/166',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
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
    refuseJson((body, request) => {
      const at = objectsAt(body, 'messages').findIndex(({ role }) => role === 'system');
      if (at < 0) return undefined;
      return errorAnswer(
        400,
        'invalid_request_error',
        `messages.${at}.role: Input should be 'user' or 'assistant'`,
        [],
        request,
      );
    }),
  ],
});
