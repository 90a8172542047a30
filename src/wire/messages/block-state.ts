import { parseJson } from '../json.ts';
import type { JsonObject } from '../scenario.ts';
import { isObject } from '../shape.ts';
import { isToolUse, mayFill } from './blocks.ts';

/** What a stream has said of one content block so far. */
export class BlockState {
  readonly index: number;
  readonly type: string;
  /** Of its start. */
  readonly offset: number;
  /** Until its stop has come. */
  open = true;
  readonly #input: string[] = [];
  #signatures: number;

  /** `block` is the `content_block` of its start; undefined when the start never came. */
  constructor(index: number, block: unknown, offset: number) {
    this.index = index;
    this.type = isObject(block) ? String(block['type']) : 'unknown';
    this.offset = offset;
    this.#signatures = isObject(block) && block['signature'] ? 1 : 0;
  }

  /** Takes a delta in; says why it cannot come here, with the rule it breaks, if so. */
  add(delta: JsonObject): readonly [rule: string, text: string] | undefined {
    const type = String(delta['type']);
    if (!mayFill(this.type, type)) return ['stream/delta-type', `a ${type} in a ${this.type} block`];
    if (type === 'input_json_delta') this.#input.push(String(delta['partial_json']));
    if (type === 'signature_delta' && this.#signatures++ > 0) {
      return ['stream/signature', 'a second signature in one thinking block'];
    }
    if (type === 'thinking_delta' && this.#signatures > 0) {
      return ['stream/signature', 'thinking goes on behind its signature'];
    }
    return undefined;
  }

  /** What the block lacks now that it has stopped, with the rule it breaks, if anything. */
  lacks(): readonly [rule: string, text: string] | undefined {
    if (this.type === 'thinking' && this.#signatures === 0) {
      return ['stream/signature', 'a thinking block without signature: the next turn will be refused'];
    }
    // Nothing joined is a call without input, `{}`, or one whose input came whole with its start.
    const text = this.#input.join('');
    if (!isToolUse(this.type) || text === '') return undefined;
    const { value, defects } = parseJson(text);
    if (isObject(value)) return undefined;
    const reason = defects[0]?.text ?? 'it is no object';
    return ['stream/tool-input', `the joined partial_json is not one JSON object: ${reason}`];
  }
}
