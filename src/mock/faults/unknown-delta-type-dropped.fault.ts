import { deltaType } from '../layers/blocks.ts';
import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

const KNOWN = [
  'text_delta',
  'input_json_delta',
  'thinking_delta',
  'signature_delta',
  'citations_delta',
  'compaction_delta',
];

export default fault({
  id: 'unknown-delta-type-dropped',
  title: 'Forwards only the deltas that it knows',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/open-parts/unknown-delta'],
  layers: () => [
    dropEvents((event) => {
      const type = deltaType(event);
      return type !== undefined && !KNOWN.includes(type);
    }),
  ],
});
