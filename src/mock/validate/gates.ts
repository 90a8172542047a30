import type { z } from 'zod';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { objects } from '../conversation.ts';
import { contentBlock, resultBlock } from './blocks.ts';
import { edit } from './body.ts';
import type { Marker } from './cache.ts';
import {
  type Gates,
  type Key,
  MARKER_FIELDS,
  MESSAGE_FIELDS,
  OUTPUT_FIELDS,
  SEARCHED_TOOL_FIELDS,
  THINKING_FIELDS,
  TOOL_FIELDS,
  UPDATES,
} from './gate-list.ts';
import { tagText } from './issues.ts';
import { tagsOf } from './schema-path.ts';
import { documentSource, imageSource } from './sources.ts';
import { tool } from './tools.ts';

/**
 * Fields and kinds that are used without the beta value that opens them. The service then knows them as
 * little as an invented one, and says so in the same words.
 */
export function gateProblems(body: JsonObject, markers: readonly Marker[], key: Key): string[] {
  const gates = new GateWalk(key);
  gates.fields(body, '', key.fields);
  const tools = objects(body['tools']);
  const searches = tools.some(({ type }) => typeof type === 'string' && type.startsWith('tool_search_tool'));
  const toolFields = searches ? SEARCHED_TOOL_FIELDS : TOOL_FIELDS;
  tools.forEach((entry, i) => {
    if (!gates.tag(entry, `tools.${i}`, tool)) return;
    gates.fields(entry, `tools.${i}.${entry['type'] ?? 'custom'}.`, toolFields);
  });
  objects(body['messages']).forEach((message, i) => {
    gates.fields(message, `messages.${i}.`, MESSAGE_FIELDS);
    gates.blocks(message['content'], `messages.${i}.content`, contentBlock);
  });
  gates.settings(body);
  for (const { tagged, marker } of markers) {
    gates.fields(marker, `${tagged}cache_control.ephemeral.`, MARKER_FIELDS);
  }
  return gates.problems;
}

class GateWalk {
  readonly problems: string[] = [];
  readonly #key: Key;

  constructor(key: Key) {
    this.#key = key;
  }

  fields(holder: JsonObject, prefix: string, gates: Gates): void {
    for (const name in gates) {
      const [value, gate] = [holder[name], gates[name]];
      if (value === undefined || value === null || !gate || this.#key.opens(gate)) continue;
      this.problems.push(`${prefix}${name}: Extra inputs are not permitted`);
    }
  }

  /** Whether the object's kind is open to the request; a problem if not. */
  tag(holder: JsonObject, path: string, union: z.ZodType): boolean {
    const tag = holder['type'];
    if (typeof tag !== 'string' || this.#key.opensTag(tag)) return true;
    const open = tagsOf(union).filter((name) => this.#key.opensTag(name));
    this.problems.push(`${path}: ${tagText(tag, open)}`);
    return false;
  }

  blocks(content: unknown, path: string, union: z.ZodType): void {
    objects(content).forEach((block, j) => {
      if (!this.tag(block, `${path}.${j}`, union)) return;
      const { type, source } = block;
      if (type === 'tool_result')
        this.blocks(block['content'], `${path}.${j}.tool_result.content`, resultBlock);
      if (!isObject(source)) return;
      this.tag(source, `${path}.${j}.${type}.source`, type === 'image' ? imageSource : documentSource);
    });
  }

  /** The nested settings that came with a beta value each. */
  settings(body: JsonObject): void {
    const { context_management: management, output_config: config, thinking } = body;
    if (isObject(management)) {
      objects(management['edits']).forEach((entry, i) => {
        this.tag(entry, `context_management.edits.${i}`, edit);
      });
    }
    if (isObject(config)) this.fields(config, 'output_config.', OUTPUT_FIELDS);
    if (!isObject(thinking)) return;
    this.fields(thinking, `thinking.${thinking['type']}.`, THINKING_FIELDS);
    if (thinking['display'] === 'updates' && !this.#key.opens(UPDATES)) {
      this.problems.push(`thinking.${thinking['type']}.display: Input should be 'summarized' or 'omitted'`);
    }
  }
}
