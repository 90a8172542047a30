import { deltaType } from '../layers/blocks.ts';
import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'thinking-delta-dropped',
  title: 'Does not forward thinking_delta',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/thinking/text-as-sent'],
  layers: () => [dropEvents((event) => deltaType(event) === 'thinking_delta')],
});
