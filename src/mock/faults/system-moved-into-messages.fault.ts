import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'system-moved-into-messages',
  title: 'Turns system into a made-up exchange at the head of the messages',
  seenIn: ['sub2api'],
  urls: ['https://github.com/Wei-Shaw/sub2api/pull/2949'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/shape/same-entries', 'messages/replay/session'],
  seenOutside: ['canary/body/blocks-in-place', 'canary/body/system-entries', 'outside/content/attribution'],
  layers: () => [
    requestJson((body) => {
      const { system, messages } = body;
      if (system === undefined || !Array.isArray(messages)) return;
      messages.unshift({ role: 'user', content: system }, { role: 'assistant', content: 'Understood.' });
      delete body['system'];
    }),
  ],
});
