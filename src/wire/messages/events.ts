import type { Defect } from '../defect.ts';
import type { JsonObject } from '../scenario.ts';
import { isObject, type Misfit, misfitsOf, object, type Shape, string } from '../shape.ts';
import { BlockSequence, type Say } from './block-sequence.ts';
import { block, delta } from './blocks.ts';
import { errorMisfits } from './error.ts';
import { startingMessage, stopMisfit } from './message.ts';
import { deltaUsage, usage } from './usage.ts';

const BLOCK_EVENTS = new Set(['content_block_start', 'content_block_delta', 'content_block_stop']);
const EVENTS = new Set([...BLOCK_EVENTS, 'message_start', 'message_delta', 'message_stop', 'error']);
const hasType = object({ type: string });
/** Where an event holds what it is about, and the shape of that. */
const PARTS: ReadonlyMap<string, { readonly key: string; readonly shape: Shape }> = new Map([
  ['message_start', { key: 'message', shape: startingMessage }],
  ['content_block_start', { key: 'content_block', shape: block }],
  ['content_block_delta', { key: 'delta', shape: delta }],
  ['message_delta', { key: 'delta', shape: object({}) }],
  ['error', { key: 'error', shape: object({ type: string, message: string }) }],
]);

/**
 * The grammar of a Messages stream, whatever its framing: `message_start`; per block, by ascending
 * index and one at a time, start, deltas, stop; `message_delta` with the stop reason and any number
 * with usage alone; `message_stop`. An `error` may end it anywhere, also first. `ping` may stand
 * anywhere, unknown events anywhere before the end; unknown blocks, deltas and fields are legal.
 *
 * A reply that a guardrail of Bedrock has `blocked` departs in two points, which are legal there: its
 * `message_delta` has no usage, and its events may point at a block that has stopped.
 *
 * Rules: `stream/` + `shape`, `message-start`, `index`, `block-start`, `block-stop`, `delta-type`,
 * `tool-input`, `signature`, `order`, `message-delta`, `stop-reason`, `usage`, `message-stop`,
 * `after-stop`, `error`. One cause gives one defect where the stream allows to tell.
 */
export class EventGrammar {
  readonly defects: Defect[] = [];
  readonly #blocked: boolean;
  readonly #blocks: BlockSequence;
  #started = false;
  #ended: 'message_stop' | 'error' | undefined;
  #stopReason: string | undefined;
  #stopSequence: unknown;
  #outputTokens = 0;
  #offset = 0;

  constructor({ blocked = false }: { blocked?: boolean } = {}) {
    this.#blocked = blocked;
    const say: Say = (rule, text, offset) => this.#say(rule, text, offset);
    this.#blocks = new BlockSequence(say, { revisits: blocked });
  }

  /** `offset` is where the event begins in the stream; defects are reported there. */
  push(event: JsonObject, offset: number): void {
    this.#offset = offset;
    if (!this.#fits('stream/shape', event, hasType)) return;
    const type = String(event['type']);
    if (type === 'ping') return;
    if (this.#ended) this.#afterEnd(type);
    else if (EVENTS.has(type)) this.#next(type, event);
  }

  /** To be called once the stream has ended, at `offset` bytes. */
  end(offset: number): void {
    this.#offset = offset;
    if (!this.#started && !this.#ended) this.#say('stream/message-start', 'the stream holds no message');
    else if (!this.#ended) {
      const open = this.#blocks.openIndex;
      const place = open === undefined ? '' : ` inside block ${open},`;
      this.#say('stream/message-stop', `the stream ends${place} without message_stop`);
    }
    if (this.#ended !== 'message_stop') this.#blocks.judge(this.#stopReason);
  }

  #next(type: string, event: JsonObject): void {
    if (type === 'error') this.#error(event);
    else if (type === 'message_start') this.#messageStart(event);
    else {
      if (!this.#started) this.#say('stream/message-start', `${type} before any message_start`);
      this.#started = true;
      if (type === 'message_delta') this.#messageDelta(event);
      else if (type === 'message_stop') this.#messageStop();
      else if (this.#stopReason === undefined) this.#blocks.push(type, event, this.#offset);
      else this.#say('stream/order', `${type} behind the message_delta with the stop reason`);
    }
  }

  #messageStart(event: JsonObject): void {
    if (this.#started) this.#say('stream/message-start', 'a second message_start');
    else if (this.#fits('stream/message-start', event['message'], startingMessage, 'message')) {
      this.#usage(isObject(event['message']) && event['message']['usage'], usage, 'message', 'usage');
    }
    this.#started = true;
  }

  #messageDelta(event: JsonObject): void {
    this.#blocks.closeAll('before message_delta');
    const change = event['delta'];
    const hasUsage = event['usage'] !== undefined || !this.#blocked;
    if (hasUsage) this.#usage(event['usage'], deltaUsage, 'usage');
    if (!this.#fits('stream/message-delta', change, object({}), 'delta') || !isObject(change)) return;
    const { stop_reason: reason, stop_sequence: sequence } = change;
    if (reason === null || reason === undefined) return;
    if (!this.#fits('stream/stop-reason', reason, string, 'delta', 'stop_reason')) return;
    if (this.#stopReason !== undefined && this.#stopReason !== reason) {
      this.#say('stream/stop-reason', `stop_reason "${reason}" after "${this.#stopReason}"`);
    }
    this.#stopReason = String(reason);
    this.#stopSequence = sequence;
  }

  #messageStop(): void {
    this.#ended = 'message_stop';
    this.#blocks.closeAll('before message_stop');
    if (this.#stopReason === undefined) {
      this.#say('stream/message-delta', 'message_stop without a message_delta that gives a stop reason');
    } else {
      const misfit = stopMisfit(this.#stopReason, this.#stopSequence, this.#blocks.types);
      if (misfit) this.#say('stream/stop-reason', misfit);
    }
    this.#blocks.judge(this.#stopReason);
  }

  #error(event: JsonObject): void {
    this.#ended = 'error';
    for (const misfit of errorMisfits(event)) this.#say('stream/error', misfit.text);
  }

  #afterEnd(type: string): void {
    if (type === 'message_stop' && this.#ended === type) {
      this.#say('stream/message-stop', 'a second message_stop');
    } else {
      this.#say('stream/after-stop', `${type} behind ${this.#ended}, which ends the stream`);
    }
  }

  /** Usage of a stream is cumulative: output cannot shrink. */
  #usage(given: unknown, shape: Shape, ...path: string[]): void {
    if (!this.#fits('stream/usage', given, shape, ...path) || !isObject(given)) return;
    const tokens = Number(given['output_tokens']);
    if (tokens < this.#outputTokens) {
      this.#say('stream/usage', `output_tokens falls from ${this.#outputTokens} to ${tokens}`);
    }
    this.#outputTokens = tokens;
  }

  /** Reports the first place where `value` has not the shape. */
  #fits(rule: string, value: unknown, shape: Shape, ...path: string[]): boolean {
    const [first] = misfitsOf(value, shape, path);
    if (first) this.#say(rule, first.text);
    return first === undefined;
  }

  #say(rule: string, text: string, offset = this.#offset): void {
    this.defects.push({ offset, rule, text });
  }
}

/** What one event lacks of its own, wherever it stands in the stream; usage apart, unknown events pass. */
export function eventMisfits(event: JsonObject): Misfit[] {
  const part = PARTS.get(String(event['type']));
  return part ? misfitsOf(event[part.key], part.shape, [part.key]) : [];
}
