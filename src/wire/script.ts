import type { JsonObject, Step } from './scenario.ts';

/** The first event of a scripted stream; `more` are further members of its `message`. */
export function messageStart(
  usage: JsonObject = { input_tokens: 1, output_tokens: 1 },
  more: JsonObject = {},
): Step {
  const message = {
    id: 'msg_01GatewayCheckScripted01',
    type: 'message',
    role: 'assistant',
    model: 'claude-opus-5-5',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
    ...more,
  };
  return { event: { type: 'message_start', message } };
}

/** One block of a scripted stream: its start, its deltas, its stop. */
export function block(index: number, start: JsonObject, ...deltas: readonly JsonObject[]): Step[] {
  return [
    { event: { type: 'content_block_start', index, content_block: start } },
    ...deltas.map((delta) => ({ event: { type: 'content_block_delta', index, delta } })),
    { event: { type: 'content_block_stop', index } },
  ];
}

/** A text block that comes in these pieces. */
export function textBlock(index: number, ...pieces: readonly string[]): Step[] {
  return block(index, { type: 'text', text: '' }, ...pieces.map((text) => ({ type: 'text_delta', text })));
}

/** A tool call whose input comes in these fragments. */
export function toolBlock(index: number, id: string, name: string, ...fragments: readonly string[]): Step[] {
  const deltas = fragments.map((partial_json) => ({ type: 'input_json_delta', partial_json }));
  return block(index, { type: 'tool_use', id, name, input: {} }, ...deltas);
}

/** The last two events of a scripted stream; `more` are further members of the `delta`. */
export function messageEnd(
  stop_reason = 'end_turn',
  usage: JsonObject = { output_tokens: 1 },
  more: JsonObject = {},
): Step[] {
  const delta = { stop_reason, stop_sequence: null, ...more };
  return [{ event: { type: 'message_delta', delta, usage } }, { event: { type: 'message_stop' } }];
}
