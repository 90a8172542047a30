import { type DraftObject, objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

const KNOWN = ['end_turn', 'max_tokens', 'stop_sequence', 'tool_use', 'pause_turn', 'refusal'];

function map(owner: DraftObject): void {
  const { stop_reason: reason } = owner;
  if (typeof reason === 'string' && !KNOWN.includes(reason)) owner['stop_reason'] = 'end_turn';
}

export default fault({
  id: 'stop-reason-mapped',
  title: 'Replaces stop reasons that it does not know',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/answered-features/window-exceeded', 'messages/stream-end/final-message-delta'],
  layers: () => [editEvents((json) => map(objectAt(json, 'delta'))), responseJson('message', map)],
});
