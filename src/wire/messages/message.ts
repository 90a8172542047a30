import {
  isObject,
  list,
  literal,
  type Misfit,
  misfitsOf,
  nullable,
  object,
  type Shape,
  string,
  that,
} from '../shape.ts';
import { block, isKnownBlock, noBlocks } from './blocks.ts';
import { usage } from './usage.ts';

const envelope = {
  id: string,
  type: literal('message'),
  role: literal('assistant'),
  model: string,
};
const optional = {
  stop_details: nullable(object({ type: string })),
  container: nullable(object({ id: string })),
  context_management: nullable(object({})),
};

const message: Shape = object(
  { ...envelope, content: list(block), stop_reason: string, stop_sequence: nullable(string), usage },
  optional,
);

/** The `message` of `message_start`: as yet without content and stop reason; its usage apart. */
export const startingMessage: Shape = object(
  {
    ...envelope,
    content: noBlocks,
    stop_reason: that('null', (value) => value === null),
    stop_sequence: nullable(string),
  },
  optional,
);

/**
 * What is wrong with a finished message (the answer to a request without `stream`): none when it is
 * as the Messages API sends it. Content may be empty; unknown block types and keys are legal; the
 * form of ids is not judged.
 */
export function messageMisfits(value: unknown): Misfit[] {
  const misfits = misfitsOf(value, message);
  if (!isObject(value) || misfits.length > 0) return misfits;
  const blocks = Array.isArray(value['content']) ? value['content'] : [];
  const text = stopMisfit(
    String(value['stop_reason']),
    value['stop_sequence'],
    blocks.map((entry) => String(entry.type)),
  );
  return text === undefined ? [] : [{ path: ['stop_reason'], text: `stop_reason: ${text}` }];
}

/**
 * Why a stop reason cannot be true of a message with blocks of these types, if so: a client that
 * is told `tool_use` and finds no tool call has nothing to do next.
 */
export function stopMisfit(reason: string, sequence: unknown, blocks: readonly string[]): string | undefined {
  if (reason === 'tool_use' && !blocks.some((type) => type === 'tool_use' || !isKnownBlock(type))) {
    return '"tool_use" without a tool_use block';
  }
  if (reason === 'stop_sequence' && typeof sequence !== 'string') {
    return '"stop_sequence" without the sequence that stopped it';
  }
  return undefined;
}
