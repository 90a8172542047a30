import type { JsonObject } from '../../wire/scenario.ts';
import { frames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-guardrail-late-events-dropped',
  title: 'Drops events that point at a block which is closed',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/reply-extras/guardrail-events'],
  layers: () => [
    frames(() => {
      const closed = new Set<JsonObject[string]>();
      return (one) => {
        const event = one.carried.is === 'event' ? one.carried.event : {};
        const { index = null, type } = event;
        if (closed.has(index) && (type === 'content_block_delta' || type === 'content_block_stop')) return [];
        if (type === 'content_block_stop') closed.add(index);
        return [one];
      };
    }),
  ],
});
