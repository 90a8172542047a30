import { deltaType } from '../layers/blocks.ts';
import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'citations-delta-dropped',
  title: 'Does not forward citations_delta',
  seenIn: ['Experiential'],
  urls: ['https://github.com/experientiallabs/experiential/pull/690'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/open-parts/citations'],
  seenOutside: ['messages/open-parts/citations', 'outside/streams/citations'],
  layers: () => [dropEvents((event) => deltaType(event) === 'citations_delta')],
});
