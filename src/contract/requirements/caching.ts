import { ANY, CLOUD, EITHER, EVERY_FORMAT, family, RELAY, UPSTREAM } from '../row.ts';

/** CACHE: prompt caching. Its loss costs money, and an odd marker costs the turn. */
export const caching = family({
  'CACHE-01': {
    level: 'must',
    title: '`cache_control` arrives wherever it was set',
    statement:
      'Markers on tools, system blocks, message blocks, messages with role `system`, content of tool results and the top level all reach the upstream.',
    levelReason:
      'The guide asks to forward markers unchanged wherever they appear. Their loss raises no error.',
    breaks:
      'Each turn is billed as uncached input, often five to ten times the cost; `cache_read_input_tokens` stays 0.',
    remedy:
      'Forward blocks unchanged. A typed model of a block needs the field on every block type, tools and messages included, or `extra="allow"` in Pydantic. LiteLLM: the `/anthropic` pass-through.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'caching'],
    doubt: {
      settled: false,
      note: 'That a TTL other than `5m` and `1h` is refused, with its path, is known from public reports alone. Checks match the status, the type and the path.',
    },
  },
  'CACHE-02': {
    level: 'must',
    title: 'Markers stay what and where they are, four at most',
    statement:
      'No marker is moved, loses or changes its TTL; there are never more than four upstream, and never one of an hour after one of five minutes.',
    levelReason:
      'The API refuses a fifth marker and a wrong TTL order, though the client sent a valid request.',
    breaks:
      '"API Error: 400 ... A maximum of 4 blocks with cache_control may be provided. Found 5." on every turn.',
    remedy:
      "Switch off automatic cache points: no `cache_control_injection_points` in LiteLLM's `litellm_params`. Where they must stay, count those of the client first and add none beyond four.",
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['caching', 'issue38320', 'guide'],
    doubt: {
      settled: false,
      note: 'The words for a fifth marker are known from public reports, those for a wrong order from an issue of Claude Code; no recording holds either.',
    },
  },
  'CACHE-02b': {
    level: 'should',
    title: 'The gateway adds no cache marker',
    statement: 'The upstream sees the markers of the client and no other, also where there is room for more.',
    levelReason:
      'A valid extra marker only changes what is cached and at which price; a fifth one is CACHE-02.',
    breaks: 'Cache writes that nobody reads. When the client sends one marker more, a 400.',
    remedy:
      "Switch off automatic cache points on Claude routes: no `cache_control_injection_points` in LiteLLM's `litellm_params`. Claude Code sets its own markers.",
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['caching', 'products'],
  },
  'CACHE-03': {
    level: 'must',
    title: 'A one-hour TTL and its beta value arrive together',
    statement:
      '`"ttl": "1h"` on the markers and the `extended-cache-ttl` value of `anthropic-beta` both reach the upstream.',
    levelReason: 'The guide asks to forward the pair; one half is a 400 or a cache of five minutes.',
    breaks:
      'The cache expires after five minutes though an hour was asked for, so that each pause costs a full prompt.',
    remedy:
      'Forward both. Do not normalise `cache_control` to `{"type":"ephemeral"}`; a typed model of it needs `ttl`, and a list of beta values `extended-cache-ttl-2025-04-11`.',
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'clientCaching', 'observed'],
  },
  'CACHE-04': {
    level: 'should',
    title: 'On Bedrock and Vertex the one-hour TTL arrives by itself',
    statement:
      'In these formats the client sends `ttl` with no beta value; the field arrives, and nothing is demanded beside it.',
    levelReason: 'The cache works with five minutes, too.',
    breaks: 'The cache expires after five minutes though an hour was asked for.',
    remedy: 'Forward `cache_control` whole in every format; a typed model of it needs `ttl`.',
    formats: CLOUD,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide'],
  },
  'CACHE-05': {
    level: 'should',
    title: 'Turns of one session reach the same account and region',
    statement:
      'A gateway with several accounts, regions or projects at its provider keeps a session on one of them, so that its cache can be hit. Bearer tokens are not compared, as they are renewed for the same account.',
    levelReason:
      'A miss costs money only. Two keys may belong to one workspace and share its cache, which does not show from outside.',
    breaks:
      'Cache hits by chance: with four accounts, on every fourth turn; the other turns pay for the whole prompt.',
    remedy:
      'Choose the account by `x-claude-code-session-id` in place of round robin. LiteLLM: `optional_pre_call_checks: ["session_affinity", "prompt_caching"]` in `router_settings`. Envoy: `hash_policy` on that header with a ring-hash cluster. nginx: `hash $http_x_claude_code_session_id consistent;` in the `upstream`. HAProxy: `balance hdr(x-claude-code-session-id)`. Keys of one workspace share its cache: declare that as a deviation.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['clientCaching', 'guide'],
  },
  'CACHE-06': {
    level: 'must',
    title: 'Cache counts of `usage` are relayed as they are',
    statement:
      '`cache_creation_input_tokens`, `cache_read_input_tokens` and `cache_creation` arrive with their values; `input_tokens` does not absorb them.',
    levelReason:
      'Cost and context displays are computed from the counts, and so is the moment of compaction.',
    breaks:
      'Caching looks broken, the cost is wrong, and compaction comes much too early when cached tokens are added in.',
    remedy:
      'Relay `usage` untouched. A gateway that counts for its own books does so on a copy; one that translates keeps `cache_creation_input_tokens` and `cache_read_input_tokens` out of `input_tokens`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['clientCaching', 'caching'],
  },
  'CACHE-07': {
    level: 'should',
    title: 'The same beginning of a request always looks the same upstream',
    statement:
      'Two requests that begin alike reach the upstream with the same beginning: same key order, same escapes, nothing random.',
    levelReason:
      'Costs money only. MSG-BODY-02 finds changes that are the same each time; this row those that are not.',
    breaks: 'Each turn pays to write the cache and never reads it.',
    remedy:
      'Put no dates, ids or random text into the prompt, and serialise maps in a fixed order: `sort_keys` or insertion order in Python, structs in place of maps in Go. Forwarding the received bytes needs none of this.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['caching', 'products'],
  },
  'CACHE-08': {
    level: 'should',
    title: 'Replayed thinking goes to the organisation that wrote it',
    statement:
      'A gateway with several provider accounts sends history with thinking blocks to the account they came from.',
    levelReason: 'The API drops blocks of another organisation in silence on some models.',
    breaks: 'Claude forgets its reasoning between tool calls, and pays for it again.',
    remedy:
      'Keep a session on one account, as for CACHE-05: choose it by `x-claude-code-session-id`, and fail over to another account of the same organisation only.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['sdk', 'preservedThinking'],
    doubt: {
      settled: true,
      note: 'Public reports told of it; the types of SDK 1.12.0 now name it: `organization_binding_mismatch`, for an Anthropic organization, an AWS account or a Google Cloud project.',
    },
    restates: ['CACHE-05'],
  },
});
