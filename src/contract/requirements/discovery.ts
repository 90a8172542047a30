import { ANTHROPIC, ANY, EITHER, family } from '../row.ts';

/** DISC: model discovery through `GET /v1/models`. Optional; what is served must be usable. */
export const discovery = family({
  'DISC-01': {
    level: 'may',
    title: '`GET /v1/models?limit=1000` lists the models of the gateway',
    statement: 'The endpoint answers 200 with JSON, from the upstream or from a list of the gateway.',
    levelReason: 'Discovery is off until `CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY=1` is set.',
    breaks: '`/model` shows no models of the gateway.',
    remedy:
      "Serve the route, with the operator's model names. LiteLLM lists its `model_name` entries, the Claude apps gateway its built-in ones; a plain proxy relays the list of the provider.",
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'rollout'],
    doubt: {
      settled: false,
      note: 'Older pages say that discovery is off together with nonessential traffic, the newer guide that it runs since release 2.1.257. The guide is followed; that release was not tried.',
    },
  },
  'DISC-02': {
    level: 'must',
    title: 'A served model list comes within three seconds',
    statement: 'The list, or an error, is there within three seconds, also when the provider is slow.',
    levelReason: 'The guide states the deadline of the client; a later answer is not read.',
    breaks: 'The picker keeps the list of an earlier start, or none, without a message.',
    remedy:
      'Answer from the configuration or from a cache. Developers can set `CLAUDE_CODE_GATEWAY_MODEL_DISCOVERY_TIMEOUT_MS` meanwhile.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide'],
  },
  'DISC-03': {
    level: 'must',
    title: 'A served model list comes without a redirect',
    statement: 'No 3xx on `/v1/models`: not to https, to another host or to a path with a slash.',
    levelReason: 'The guide says that any redirect counts as a failure, to protect the credential.',
    breaks: 'The picker shows no models of the gateway, without a message.',
    remedy:
      'Serve the path at the base URL itself. FastAPI: `redirect_slashes=False`. Django: `APPEND_SLASH = False`. nginx: no `location /v1/models/` that adds the slash.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
  },
  'DISC-04': {
    level: 'must',
    title: 'A served model list has `data` with an `id` for each model',
    statement:
      '`data` is an array of objects with a string `id`; `display_name` and `description`, when present, are strings.',
    levelReason: 'The guide names these fields as those that are read; without them nothing is listed.',
    breaks: 'The picker shows no models of the gateway, without a message.',
    remedy: 'Answer `{"data":[{"id":"claude-...","display_name":"..."}]}`. Other keys are welcome.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'models'],
  },
  'DISC-05': {
    level: 'should',
    title: 'Ids contain `claude` or `anthropic`',
    statement:
      'Every model meant for Claude Code has one of the two words in its `id`, in any case of letters.',
    levelReason: 'Others are ignored on purpose; they stay usable by name.',
    breaks: 'Models with other names, such as `fast-coder`, never appear in the picker.',
    remedy:
      'Name aliases like `claude-fast-coder` (LiteLLM: `model_name`), or set the name with the `ANTHROPIC_DEFAULT_*_MODEL` variables.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
    doubt: {
      settled: true,
      note: 'Older pages speak of a prefix, the newer guide of any place in the id, since 2.1.223. Release 2.1.330 left out `gpt-x`.',
    },
  },
  'DISC-06': {
    level: 'should',
    title: 'One page holds all models, and unknown parameters are ignored',
    statement:
      '`limit=1000` is accepted, as is a parameter nobody has seen before, and the answer is complete.',
    levelReason: 'Claude Code asks once and was not seen to page; the rest of the list is lost in silence.',
    breaks: 'The picker lists a part of the models.',
    remedy:
      'Ignore parameters you do not use, and return everything up to 1,000 entries. A relay forwards `limit=1000` to the provider, whose default is 20.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'models', 'observed'],
    doubt: {
      settled: true,
      note: 'Whether the client pages is not documented. Release 2.1.330 asked once for each start, with `limit=1000`, and never for a second page.',
    },
  },
  'DISC-07': {
    level: 'must',
    title: 'A served model list accepts the credential of messages',
    statement:
      'The header that authenticates `/v1/messages` does so on `/v1/models`, alone and when the other header carries the same value.',
    levelReason: 'The guide says that both headers may be sent and that a helper value stands in both.',
    breaks: 'Discovery fails with a 401 that nobody sees; the picker stays as it was.',
    remedy:
      'Put the path behind the same authentication as messages, not behind a login for the admin pages.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'connect'],
    doubt: {
      settled: true,
      note: 'The guide speaks of both headers since 2.1.248. Release 2.1.330 sends the header of the credential that is set, and both for the output of a helper.',
    },
  },
  'DISC-08': {
    level: 'should',
    title: 'Each listed model can be used',
    statement:
      'A message request with a listed `id` is not answered with 404, nor with a refusal of the model.',
    levelReason: 'The session goes on with another choice.',
    breaks: '"There\'s an issue with the selected model" after choosing an entry of the picker.',
    remedy:
      'Build the list from the routing table. Leave out names that the provider has retired, and wildcards such as `*` of LiteLLM, which are no model.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['rollout'],
  },
  'DISC-09': {
    level: 'should',
    title: 'Display names and descriptions are short and of use',
    statement:
      'A `display_name` says more than the `id`, and a `description` is one short line of text without control characters.',
    levelReason: 'Only looks are at stake: Claude Code shows the id or "From gateway" instead.',
    breaks: 'Picker entries with cryptic ids or with descriptions squeezed into one line.',
    remedy:
      "Give each alias a readable `display_name`, and a `description` below 80 characters; a relay of the provider's list has both. LiteLLM lists ids alone: a static JSON answer in front of it can say more.",
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide'],
  },
  'DISC-10': {
    level: 'should',
    title: 'The list holds only what this developer may use',
    statement: 'Two credentials with different rights get different lists.',
    levelReason:
      'The guide gives shared keys that show every model as the reason why discovery is off by default.',
    breaks: 'Developers see, and choose, models that are refused to them.',
    remedy:
      'Filter the list by the rights of the presented credential. LiteLLM does so for virtual keys with `models` set; a plain proxy shows what the shared key may use.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'envVars'],
  },
  'DISC-11': {
    level: 'may',
    title: 'Entries are complete model objects of the API',
    statement:
      'Entries also carry `type`, `created_at`, `max_input_tokens`, `max_tokens` and `capabilities`, and the list `has_more`, `first_id` and `last_id`.',
    levelReason: 'Claude Code reads three fields; tools built on the SDKs read the rest.',
    breaks: 'Nothing in Claude Code. SDK listings show holes.',
    remedy: 'Relay the list of the provider, or copy its fields for the models that you route.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['models', 'appsGateway'],
  },
});
