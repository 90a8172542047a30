import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'ping-not-forwarded',
  title: 'Swallows pings and sends nothing in their place',
  seenIn: ['sub2api', '9router', 'LiteLLM', 'grok2api'],
  urls: [
    'https://github.com/Wei-Shaw/sub2api/issues/770',
    'https://github.com/decolua/9router/issues/3409',
    'https://github.com/BerriAI/litellm/pull/36024',
    'https://github.com/chenyme/grok2api/pull/1050',
  ],
  formats: ['anthropic', 'vertex'],
  trips: [
    'messages/keep-alive/pings-fill-the-gap',
    'messages/stream-content/pings-stay-pings',
    'vertex/keep-alive/pings-are-events',
  ],
  seenOutside: ['messages/stream-content/pings-stay-pings'],
  layers: () => [dropEvents(({ name }) => name === 'ping')],
});
