import type { JsonObject, MessageAnswer } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import { objects } from './conversation.ts';
import { instanceOf } from './instance.ts';

/** Characters that stand for a token where an answer is cut short. */
const CHARACTERS_PER_TOKEN = 4;
/** A model that must use any of its tools, and may use several, uses so many. */
const PARALLEL_CALLS = 2;

type Content = MessageAnswer['message']['content'];

/**
 * What a model that would say `words` answers to a request, as far as the request itself decides it: calls
 * where it demands them, thoughts where it sets a budget for them, citations of a document that is to be cited, a search
 * where it brings the service's search tool; and an end where it sets one.
 */
export function generated(body: JsonObject, words: string): MessageAnswer['message'] {
  const calls = demandedCalls(body, words);
  if (calls.length > 0) return { content: calls };
  const { text, ...stop } = ended(words, body);
  return { content: [...thoughts(body), ...searches(body), spoken(body, text)], ...stop };
}

function demandedCalls(body: JsonObject, words: string): Content {
  const choice = body['tool_choice'];
  if (!isObject(choice) || (choice['type'] !== 'any' && choice['type'] !== 'tool')) return [];
  const isWanted = (name: unknown) => choice['type'] === 'any' || name === choice['name'];
  const wanted = objects(body['tools']).filter(
    ({ name, input_schema }) => isWanted(name) && isObject(input_schema),
  );
  const most = choice['disable_parallel_tool_use'] === true ? 1 : PARALLEL_CALLS;
  return wanted.slice(0, most).map(({ name = '', input_schema }) => ({
    type: 'tool_use',
    name,
    input: instanceOf(input_schema, words),
  }));
}

/** Who may decide for itself finds nothing in an echo to think about. */
function thoughts(body: JsonObject): Content {
  const asked = body['thinking'];
  if (!isObject(asked) || asked['type'] !== 'enabled') return [];
  const thinking = asked['display'] === 'omitted' ? '' : 'The user asks for something. I say it once more.';
  return [{ type: 'thinking', thinking }];
}

/** The service's own search finds the first tool that is not loaded yet, and is not asked twice. */
function searches(body: JsonObject): Content {
  const tools = objects(body['tools']);
  if (tools.length === 0) return [];
  const search = tools.find(({ type }) => typeof type === 'string' && type.startsWith('tool_search_tool_'));
  const hidden = tools.find((tool) => tool['defer_loading'] === true);
  if (!search || !hidden || objects(body['messages']).length > 1) return [];
  const id = 'srvtoolu_01GatewayCheckSearch0000000';
  const found = [{ type: 'tool_reference', tool_name: hidden['name'] ?? '' }];
  return [
    { type: 'server_tool_use', id, name: search['name'] ?? '', input: { query: 'tool' } },
    {
      type: 'tool_search_tool_result',
      tool_use_id: id,
      content: { type: 'tool_search_tool_search_result', tool_references: found },
    },
  ];
}

/** The words, and where the last message brings a document to be cited, the beginning of that. */
function spoken(body: JsonObject, text: string): JsonObject {
  const block = { type: 'text', text };
  const last = objects(body['messages']).at(-1);
  const documents = objects(last?.['content']).filter(({ type }) => type === 'document');
  if (documents.length === 0) return block;
  const at = documents.findIndex(({ citations }) => isObject(citations) && citations['enabled'] === true);
  const { source, title = null } = documents[at] ?? {};
  if (!isObject(source) || typeof source['data'] !== 'string' || source['type'] !== 'text') return block;
  const cited = beginning(source['data'], 40);
  const citation = {
    type: 'char_location',
    cited_text: cited,
    document_index: at,
    document_title: title,
    start_char_index: 0,
    end_char_index: cited.length,
    file_id: null,
  };
  return { ...block, citations: [citation] };
}

/** The text up to the first sequence at which it is to stop, or as far as its limit lets it come. */
function ended(
  words: string,
  body: JsonObject,
): { text: string } & Pick<MessageAnswer['message'], 'stop_reason' | 'stop_sequence'> {
  const { stop_sequences: sequences, max_tokens: limit } = body;
  const most = typeof limit === 'number' ? limit * CHARACTERS_PER_TOKEN : words.length;
  const text = beginning(words, most);
  const [first] = Array.isArray(sequences) ? foundIn(text, sequences) : [];
  if (first) return { text: text.slice(0, first.at), stop_reason: 'stop_sequence', stop_sequence: first.one };
  return text.length < words.length ? { text, stop_reason: 'max_tokens' } : { text };
}

/** Those of the sequences that the text holds, the earliest first. */
function foundIn(text: string, sequences: readonly unknown[]) {
  return sequences
    .flatMap((one) => (typeof one === 'string' && one !== '' ? [{ one, at: text.indexOf(one) }] : []))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
}

/** So many UTF-16 units of a text, without half of a character at the end: no API sends one. */
function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
