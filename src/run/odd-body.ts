import type { JsonObject } from '../wire/scenario.ts';
import { MARK } from './check.ts';

/** The members of a body that its format asks for beside those of every request, each with its comma. */
export function ownMembers({ max_tokens, metadata, messages, ...own }: JsonObject): string {
  return Object.entries(own)
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},`)
    .join('');
}

/** Without it some gateways serve nobody: what they do to a body would not show. */
const ATTRIBUTION = 'x-anthropic-billing-header: cc_version=2.1.330.a7c; cc_entrypoint=cli;';

/**
 * The text of a body that no printer would write: odd white space, key order and escapes, one key twice, in all
 * that every gateway knows. What a gateway does to it, it does to every body.
 */
export function oddlyWritten(body: JsonObject): string {
  const { user_id = 'someone' } = Object(body['metadata']);
  return `{ ${ownMembers(body)}"max_tokens" : 4096,
  "metadata" :{ "user_id":${JSON.stringify(user_id)} }, "tool_choice":{"disable_parallel_tool_use":true ,"type":"auto"},
  "system": [{"type" :"text","text":"${ATTRIBUTION}"}, {"text":"Be brief, and \\u006Cook \\u0074wice.","type" :"text"}, { "type":"text","text":"In English\\u002e" } ],
  "tools": [{"name":"look_up","input_schema" :{"type":"object","properties":{
\t"zeta":{"type":"string","description":"caf\\u00e9 or na\\u00EFve"}, "alpha" :{"description":"first","type":"string",
"description":"a\\/b, \\u0061 and \\u003cb\\u003e"},"1":{"type":"string"}}}}],
  "messages":[ { "role":"user" ,"content":[{"text":"Look up caf\\u00e9. (${MARK})","type":"text"}]}]\t}\n`;
}
