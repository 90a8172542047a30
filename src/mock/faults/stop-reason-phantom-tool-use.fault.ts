import { dropBlocks } from '../layers/blocks.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'stop-reason-phantom-tool-use',
  title: 'Loses tool calls and keeps the stop_reason tool_use',
  seenIn: ['opencode2api'],
  urls: [
    'https://github.com/jasonxu114514/opencode2api/pull/27',
    'https://github.com/anthropics/claude-code/issues/40240',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'messages/stream-content/blocks-as-sent',
    'messages/tool-input/adds-up',
    'messages/tool-input/broken-json-is-not-repaired',
    'messages/tool-input/empty-first-fragment',
    'messages/tool-input/parallel-calls-stay-apart',
  ],
  seenOutside: ['outside/streams/final-delta'],
  layers: () => [dropBlocks(({ type }) => type === 'tool_use')],
});
