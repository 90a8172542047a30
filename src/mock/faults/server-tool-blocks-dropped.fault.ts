import { dropBlocks } from '../layers/blocks.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'server-tool-blocks-dropped',
  title: 'Drops content blocks of server tools',
  seenIn: ['plexus', 'Experiential', 'Onyx'],
  urls: [
    'https://github.com/mcowger/plexus/pull/661',
    'https://github.com/experientiallabs/experiential/pull/690',
    'https://github.com/onyx-dot-app/onyx/pull/13697',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/open-parts/server-tool-blocks', 'messages/open-parts/unknown-block'],
  seenOutside: [
    'messages/open-parts/server-tool-blocks',
    'messages/open-parts/unknown-block',
    'outside/streams/blocks',
  ],
  layers: () => [
    dropBlocks(({ type }) => !['text', 'thinking', 'redacted_thinking', 'tool_use'].includes(String(type))),
  ],
});
