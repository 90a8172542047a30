import {
  answerBytes,
  answerJson,
  answerSse,
  answerStream,
  type Exchange,
  header,
  isBinary,
  type Json,
  type JsonObject,
  messageMisfits,
  responseBody,
  streamEvents,
  valueAt,
} from '../../src/suite.ts';

/** What is wrong with one answer, in words; none when nothing is. Whatever a model says, its answers pass. */
export type Judge = (answer: Exchange) => readonly string[];

/** The defects of a stream under these rules, as the grammar and the framing have them. */
export function defects(...rules: readonly string[]): Judge {
  return (answer) =>
    answerStream(answer)
      .defects.filter(({ rule }) => rules.some((start) => rule.startsWith(start)))
      .map(({ rule, text }) => `${rule}: ${text}`);
}

/** Who counts on the usage of a stream finds the input at its start, and not more of it at its end. */
export const streamUsage: Judge = (answer) => {
  const events = streamEvents(answer);
  const start = usageOf(
    events.find(({ type }) => type === 'message_start'),
    'message.usage',
  );
  const end = usageOf(
    events.findLast(({ type }) => type === 'message_delta'),
    'usage',
  );
  const flaws = defects('stream/usage')(answer).slice();
  if (start && total(start) === 0) flaws.push('message_start counts no input at all');
  // Tools that the service runs bring input of their own, which only the end knows.
  const isPlain = blockTypes(events).every((type) => PLAIN_BLOCKS.includes(String(type)));
  if (isPlain && start && end && Number(end['input_tokens'] ?? 0) > total(start)) {
    flaws.push(`message_delta counts ${end['input_tokens']} input tokens, message_start ${total(start)}`);
  }
  return flaws;
};

/** What a model says and calls without anybody's help. */
const PLAIN_BLOCKS = ['text', 'thinking', 'redacted_thinking', 'tool_use'];

/** Everything that went into the prompt, cached or not. */
export function total(usage: JsonObject): number {
  return ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens']
    .map((key) => Number(usage[key] ?? 0))
    .reduce((a, b) => a + b);
}

function usageOf(event: JsonObject | undefined, path: string): JsonObject | undefined {
  const found = valueAt(event, path);
  return isObject(found) ? found : undefined;
}

/** A JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function blockTypes(events: readonly JsonObject[]): readonly Json[] {
  return events.flatMap((event) => valueAt(event, 'content_block.type') ?? []);
}

/** A cited text begins with an empty list of citations, others with none: one that stays empty has lost them. */
export const citations: Judge = (answer) => {
  const events = streamEvents(answer);
  const cited = new Set(
    events.filter((event) => valueAt(event, 'delta.type') === 'citations_delta').map(({ index }) => index),
  );
  return events
    .filter((event) => {
      const list = valueAt(event, 'content_block.citations');
      return Array.isArray(list) && list.length === 0 && !cited.has(event['index']);
    })
    .map(({ index }) => `block ${index} begins with an empty list of citations, and none comes`);
};

/** The input of a call grows fragment by fragment; only the program of another call gives one whole. */
export const toolInput: Judge = (answer) => {
  const whole = streamEvents(answer).filter((event) => {
    const input = valueAt(event, 'content_block.input');
    const caller = String(valueAt(event, 'content_block.caller.type') ?? '');
    return isObject(input) && Object.keys(input).length > 0 && !caller.startsWith('code_execution');
  });
  return [
    ...defects('stream/tool-input')(answer),
    ...whole.map(({ index }) => `block ${index} brings its input with its start`),
  ];
};

/** Half a character becomes two marks of replacement or more in a row, which no model writes. */
export const brokenCharacters: Judge = (answer) => {
  const bytes = answerBytes(answer);
  const said = isBinary(bytes) ? JSON.stringify(streamEvents(answer)) : bytes.toString('utf8');
  const at = said.search(/\ufffd{2}/);
  return at < 0 ? [] : [`marks of replacement at character ${at}: a character was cut in two`];
};

/** The API sends pings: a stream with comments and none of them was robbed of them. Comments beside pings harm nobody. */
export const comments: Judge = (answer) => {
  if (isBinary(answerBytes(answer))) return [];
  const count = answerSse(answer).frames.filter((frame) => frame.comments.length > 0).length;
  const hasPings = streamEvents(answer).some(({ type }) => type === 'ping');
  return count === 0 || hasPings ? [] : [`${count} comments and no ping, which the API sends`];
};

/** What a text decoder makes of the second byte of gzip. */
const REPLACED = Buffer.from('\ufffd');

/** What is said of the coding is true of the bytes. */
export const coding: Judge = (answer) => {
  const bytes = responseBody(answer);
  const named = header(answer.response.headers, 'content-encoding') ?? 'identity';
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (isGzip && named === 'identity') return ['the body is gzip, and no content-encoding says so'];
  if (bytes.indexOf(REPLACED) === 1) return ['the body is gzip that was taken for text'];
  if (/gzip/i.test(named) && !isGzip) return [`content-encoding says ${named}, and the body is not`];
  const isRead = answerStream(answer).events.length > 0 || answerJson(answer) !== undefined;
  return isRead ? [] : [`a body of ${bytes.length} bytes with content-encoding ${named} cannot be read`];
};

/** A whole message, usage included. */
export const wholeMessage: Judge = (answer) => messageMisfits(answerJson(answer)).map(({ text }) => text);

/** An organisation has limits, and each answer says how much of them is left. */
export const rateLimits: Judge = ({ response: { headers } }) =>
  headers.some(([name]) => /^anthropic-ratelimit-/i.test(name)) ? [] : ['no anthropic-ratelimit header'];
