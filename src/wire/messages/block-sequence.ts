import type { JsonObject } from '../scenario.ts';
import { describe, isObject, misfitsOf } from '../shape.ts';
import { BlockState } from './block-state.ts';
import { block, delta } from './blocks.ts';

/** Reports a defect where the stream stands, or at `offset`. */
export type Say = (rule: string, text: string, offset?: number) => void;

/** Reasons for which a message stops in the middle of its last block. */
const INTERRUPTIONS = new Set(['max_tokens', 'model_context_window_exceeded', 'refusal']);

/** The content blocks of one stream: ascending by index, one at a time, each started, filled, stopped. */
export class BlockSequence {
  readonly #say: Say;
  readonly #revisits: boolean;
  readonly #blocks = new Map<number, BlockState>();
  /** Blocks that should still be open; one at most in a stream without defects. */
  readonly #open = new Map<number, BlockState>();
  #highest = -1;

  /** With `revisits`, events that point at a stopped block are legal, and passed over. */
  constructor(say: Say, { revisits }: { revisits: boolean }) {
    this.#say = say;
    this.#revisits = revisits;
  }

  get types(): string[] {
    return [...this.#blocks.values()].map((state) => state.type);
  }

  /** Index of the block that is still open; undefined when none is. */
  get openIndex(): number | undefined {
    return this.#open.keys().next().value;
  }

  push(type: string, event: JsonObject, offset: number): void {
    const index = event['index'];
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0) {
      this.#say('stream/index', `${type} with index ${describe(index)}`);
    } else if (this.#revisits && this.#blocks.get(index)?.open === false) return;
    else if (type === 'content_block_start') this.#start(index, event['content_block'], offset);
    else {
      const state = this.#addressed(type, index, offset);
      if (state && type === 'content_block_stop') this.#stop(state);
      else if (state) this.#fill(state, event['delta']);
    }
  }

  /** Reports every block that should have stopped by now, once. */
  closeAll(when: string): void {
    for (const index of this.#open.keys()) {
      this.#say('stream/block-stop', `block ${index} has not stopped ${when}`);
    }
    this.#open.clear();
  }

  /**
   * Judges what the stopped blocks hold. Only the stop reason tells whether the last one may be
   * incomplete, so this comes at the end.
   */
  judge(stopReason: string | undefined): void {
    const states = [...this.#blocks.values()];
    const interrupted = INTERRUPTIONS.has(stopReason ?? '');
    for (const state of states) {
      if (state.open || (interrupted && state === states.at(-1))) continue;
      const breach = state.lacks();
      if (breach) this.#say(...breach, state.offset);
    }
  }

  #start(index: number, content: unknown, offset: number): void {
    if (this.#blocks.has(index)) {
      this.#say('stream/block-start', `a second start of block ${index}`);
      return;
    }
    this.closeAll(`before block ${index} starts`);
    const next = this.#highest + 1;
    if (index !== next) this.#say('stream/index', `block ${index} starts where ${next} is next`);
    const [misfit] = misfitsOf(content, block, ['content_block']);
    if (misfit) this.#say('stream/block-start', misfit.text);
    this.#begin(index, content, offset);
  }

  #begin(index: number, content: unknown, offset: number): BlockState {
    const state = new BlockState(index, content, offset);
    this.#blocks.set(index, state);
    this.#open.set(index, state);
    this.#highest = Math.max(this.#highest, index);
    return state;
  }

  #stop(state: BlockState): void {
    state.open = false;
    this.#open.delete(state.index);
  }

  #fill(state: BlockState, content: unknown): void {
    const [misfit] = misfitsOf(content, delta, ['delta']);
    if (misfit) this.#say('stream/shape', misfit.text);
    const breach = !misfit && isObject(content) ? state.add(content) : undefined;
    if (breach) this.#say(...breach);
  }

  /**
   * The block that a delta or stop speaks of; undefined when there can be none. After a wrong index
   * the open block is meant, so that one slip is not reported again at every event that follows.
   */
  #addressed(type: string, index: number, offset: number): BlockState | undefined {
    const state = this.#blocks.get(index);
    if (state?.open) return state;
    const [open] = this.#open.values();
    if (state && (type === 'content_block_stop' || !open)) {
      this.#say('stream/block-stop', `${type} for block ${index}, which has stopped`);
      return undefined;
    }
    if (open) {
      this.#say('stream/index', `${type} for block ${index} while block ${open.index} is open`);
      return open;
    }
    this.#say('stream/block-start', `${type} for block ${index}, which has not started`);
    return this.#begin(index, undefined, offset);
  }
}
