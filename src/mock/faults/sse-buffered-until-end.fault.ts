import { cutShort, received } from '../layers/bytes.ts';
import { streamBody } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-buffered-until-end',
  title: 'Collects a stream before it sends the first byte',
  seenIn: ['claude-relay-service', 'agno', 'xagent'],
  urls: [
    'https://github.com/Wei-Shaw/claude-relay-service/issues/60',
    'https://github.com/xorbitsai/xagent/issues/1358',
    'https://github.com/theopenconversationkit/tock/issues/1895',
    'https://github.com/agno-agi/agno/pull/10078',
    'https://code.claude.com/docs/en/llm-gateway-rollout',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'messages/compression/flushed-per-event',
    'messages/stream-pace/not-buffered',
    'messages/stream-pace/starts-at-once',
  ],
  seenOutside: ['outside/pace/over-time'],
  layers: () => [
    streamBody(async function* (body) {
      const { bytes, cut } = await received(body);
      if (cut === undefined) yield bytes;
      else yield* cutShort(bytes, cut);
    }),
  ],
});
