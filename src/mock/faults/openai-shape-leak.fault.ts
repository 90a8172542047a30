import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'openai-shape-leak',
  title: 'Returns a completion of another API for a message',
  seenIn: ['9router'],
  urls: ['https://github.com/decolua/9router/issues/3682', 'https://github.com/decolua/9router/pull/3495'],
  formats: ['anthropic'],
  trips: [
    'common/error-recovery/model-refusal',
    'messages/answered-features/safeguards',
    'messages/answered-features/server-tools',
    'messages/answered-features/window-exceeded',
    'messages/json-answer/content-as-sent',
    'messages/json-answer/is-a-message',
    'messages/json-answer/unknown-parts',
    'messages/thinking/in-json',
  ],
  seenOutside: ['messages/json-answer/is-a-message', 'outside/answers/whole-message'],
  layers: () => [
    responseJson('message', (body) => {
      const { id, model, content, stop_reason, usage } = body;
      for (const key of Object.keys(body)) delete body[key];
      const message = { role: 'assistant', content: content ?? null };
      Object.assign(body, {
        id: id ?? null,
        object: 'chat.completion',
        model: model ?? null,
        choices: [{ index: 0, message, finish_reason: stop_reason ?? null }],
        usage: usage ?? null,
      });
    }),
  ],
});
