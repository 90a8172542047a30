import { bridge } from '../bridge/bridge.ts';
import { objectAt } from '../layers/draft.ts';
import { dropEvents } from '../layers/events.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bedrock-tool-blocks-lost-in-stream',
  title: 'Drops the beginnings of tool calls when it converts a stream of Bedrock',
  seenIn: ['claude-relay-service'],
  urls: [
    'https://github.com/Wei-Shaw/claude-relay-service/pull/905',
    'https://github.com/Wei-Shaw/claude-relay-service/pull/906',
  ],
  formats: ['anthropic'],
  trips: [
    'bridge/ids/as-given',
    'bridge/stream/same-message',
    'bridge/stream/same-order',
    'bridge/stream/split-frames',
    'messages/stream-order/blocks-opened',
  ],
  seenOutside: ['outside/streams/blocks'],
  declares: bridging('bedrock'),
  layers: () => [
    dropEvents(({ json }) => objectAt(json, 'content_block')['type'] === 'tool_use'),
    bridge({ to: 'bedrock' }),
  ],
});
