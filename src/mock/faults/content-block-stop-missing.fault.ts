import { blockIndex, dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'content-block-stop-missing',
  title: 'Leaves the first content block open',
  seenIn: ['mlx-node'],
  urls: [
    'https://github.com/Sunnyender-org/cursor-sdk2api/issues/25',
    'https://github.com/mlx-node/mlx-node/pull/45',
    'https://github.com/praxis-proxy/ai/issues/266',
  ],
  formats: ['anthropic'],
  trips: ['messages/stream-order/blocks-closed'],
  seenOutside: ['outside/streams/blocks'],
  layers: () => [dropEvents((event) => event.name === 'content_block_stop' && blockIndex(event) === 0)],
});
