import { isObject } from '../layers/draft.ts';
import { dropFrames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-tool-starts-lost',
  title: 'Drops the start of tool blocks from binary streams',
  seenIn: ['claude-relay-service'],
  urls: [
    'https://github.com/Wei-Shaw/claude-relay-service/pull/905',
    'https://github.com/Wei-Shaw/claude-relay-service/pull/906',
  ],
  formats: ['bedrock'],
  trips: ['messages/stream-content/blocks-as-sent', 'messages/stream-order/blocks-opened'],
  seenOutside: ['outside/streams/blocks'],
  layers: () => [
    dropFrames((carried) => {
      const started = carried.is === 'event' ? carried.event['content_block'] : undefined;
      return isObject(started) && started['type'] === 'tool_use';
    }),
  ],
});
