import { objectAt } from '../layers/draft.ts';
import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'empty-fragment-dropped',
  title: 'Drops the empty first fragment of tool arguments',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-content/same-events', 'messages/tool-input/empty-first-fragment'],
  layers: () => [dropEvents(({ json }) => objectAt(json, 'delta')['partial_json'] === '')],
});
