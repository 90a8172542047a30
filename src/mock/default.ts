import type { JsonObject, MessageAnswer } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import { lastToolResults, lastUserText, type ToolResult } from './conversation.ts';
import { generated } from './generation.ts';

/** A longer text is echoed by its end only: that is where a prompt asks, and an echo need not cost 1 MB. */
const MAX_ECHO = 4_000;
/** Claude Code shows a title in one line. */
const MAX_TITLE = 60;

/**
 * The answer when no Scenario matches: useful to an offline session, the same for the same request. Side
 * requests of Claude Code are recognised by their body and get what the client can read; everything else
 * gets the result of the tool that was just run, or the last user text back in the form that it asks for.
 */
export function defaultAnswer(body: JsonObject): MessageAnswer {
  const text = lastUserText(body);
  if (isTitleRequest(body)) return say(JSON.stringify({ title: titleOf(text) }));
  if (isSeverityRequest(body)) {
    const content = [{ type: 'text', text: '<severity>10' }];
    return { message: { content, stop_reason: 'stop_sequence', stop_sequence: SEVERITY_END } };
  }
  if (isCompactionRequest(text)) return say(`<summary>\n${summaryOf(body)}\n</summary>`);
  const results = lastToolResults(body);
  if (results.length > 0) return say(results.map(report).join('\n'));
  return { message: generated(body, text === '' ? 'Hello from gateway-check mock.' : text.slice(-MAX_ECHO)) };
}

function say(text: string): MessageAnswer {
  return { message: { content: [{ type: 'text', text }] } };
}

/** An interactive session names itself: no tools, and a schema that wants a `title`. */
function isTitleRequest(body: JsonObject): boolean {
  const config = body['output_config'];
  const format = isObject(config) ? config['format'] : undefined;
  const schema = isObject(format) ? format['schema'] : undefined;
  const properties = isObject(schema) ? schema['properties'] : undefined;
  const tools = body['tools'];
  return isObject(properties) && 'title' in properties && (!Array.isArray(tools) || tools.length === 0);
}

function titleOf(text: string): string {
  const line = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.slice(0, MAX_TITLE).trim() || 'Untitled session';
}

/** Auto mode's own classifier stops its model at the end of the number; 10 of 100 means allow. */
const SEVERITY_END = '</severity>';

function isSeverityRequest(body: JsonObject): boolean {
  const stops = body['stop_sequences'];
  return Array.isArray(stops) && stops.includes(SEVERITY_END);
}

/** A compaction prompt explains the `<summary>` it wants; without the tags the client asks again. */
function isCompactionRequest(text: string): boolean {
  return text.includes('<summary>');
}

function summaryOf(body: JsonObject): string {
  const messages = body['messages'];
  return `A conversation of ${Array.isArray(messages) ? messages.length : 0} messages.`;
}

function report({ name, text, isError }: ToolResult): string {
  const verb = isError ? 'failed' : 'answered';
  return `${name ?? 'The tool'} ${verb}: ${text.slice(-MAX_ECHO)}`;
}
