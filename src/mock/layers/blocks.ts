import type { Middleware } from '../middleware.ts';
import { type DraftObject, isObject, objectAt } from './draft.ts';
import { blockIndex, editEvents, events, type Output, type StreamEvent } from './events.ts';
import { responseJson } from './response.ts';

/** Leaves out the events of those content blocks whose first event is `unwanted`; the others keep their numbers. */
export function dropBlocks(unwanted: (block: DraftObject) => boolean): Middleware {
  return events(() => {
    const dropped = new Set<number>();
    return (event): Output => {
      const index = blockIndex(event);
      if (index === undefined) return [event];
      const block = event.json['content_block'];
      if (isObject(block)) {
        if (unwanted(block)) dropped.add(index);
        else dropped.delete(index);
      }
      return dropped.has(index) ? [] : [event];
    };
  });
}

/** Edits usage numbers: at the start and in the deltas of a stream, and in a whole message. */
export function editUsage(
  edit: (usage: DraftObject, of: 'start' | 'delta' | 'message', owner: DraftObject) => void,
): Middleware[] {
  const within = (owner: DraftObject, of: 'start' | 'delta' | 'message') => {
    const { usage } = owner;
    if (isObject(usage)) edit(usage, of, owner);
  };
  return [
    editEvents((json) => {
      if (json['type'] === 'message_start') within(objectAt(json, 'message'), 'start');
      if (json['type'] === 'message_delta') within(json, 'delta');
    }),
    responseJson('message', (message) => within(message, 'message')),
  ];
}

/** The kind of delta that an event carries, such as `text_delta`; undefined for other events. */
export function deltaType(event: StreamEvent): string | undefined {
  const { type } = objectAt(event.json, 'delta');
  return event.json['type'] === 'content_block_delta' && typeof type === 'string' ? type : undefined;
}
