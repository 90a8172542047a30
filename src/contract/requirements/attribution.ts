import { ANY, EITHER, EVERY_FORMAT, family } from '../row.ts';

/** ATT: attribution and hint headers. A gateway may use them; it must bear them. */
export const attribution = family({
  'ATT-01': {
    level: 'must',
    title: 'Session and agent headers are borne on any request',
    statement:
      'Requests with `x-claude-code-session-id`, `-agent-id` and `-parent-agent-id` are served. The gateway may use, forward or drop them.',
    levelReason: 'They are on every request of every session or subagent.',
    breaks: 'Every prompt fails, or those of subagents only.',
    remedy:
      'Ignore headers that you do not use. In a WAF, no rule that allows only listed headers on these paths.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
  },
  'ATT-02': {
    level: 'may',
    title: 'Requests are grouped by session id',
    statement: 'The gateway uses `x-claude-code-session-id` to add up what belongs to one session.',
    levelReason: 'An offer of the guide, not a demand.',
    breaks: 'Usage reports cannot tell sessions apart.',
    remedy:
      'Log the header, or make it a dimension of the usage report. nginx: `$http_x_claude_code_session_id` in `log_format`. Kong: `custom_fields_by_lua` of its log plugins.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'rollout'],
    unchecked: {
      reason: 'documentation duty of the operator',
      note: 'The grouping shows in the logs and reports of the gateway, not on the wire.',
    },
  },
  'ATT-03': {
    level: 'must',
    title: 'Hint headers are borne, a value of 4 KB included',
    statement:
      'Requests with all `x-claude-code-*` hints are served, also when `x-claude-code-prev-tool-durations` has its full 4 KB.',
    levelReason:
      'The guide gives proxies that refuse them as the reason why hints are off by default; once switched on they are on every request.',
    breaks: 'After `CLAUDE_CODE_GATEWAY_HINT_HEADERS=1` prompts fail, or only those after many tool calls.',
    remedy:
      'Ignore unknown headers, and allow 8 KB for a single one. nginx: `large_client_header_buffers 4 32k`. Apache takes 8,190 bytes a line by default: `LimitRequestFieldSize 16384`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
  },
  'ATT-04': {
    level: 'should',
    title: 'Requests without these headers are served',
    statement: 'No path requires a session, agent or hint header, and the agent id is not taken for a user.',
    levelReason: 'Main requests carry the session id, so only discovery and other clients would be refused.',
    breaks: 'Discovery fails in silence; tools built on the SDK get a 400.',
    remedy:
      'Treat the headers as optional, and identify users by their credential. Rate limits and routing by session fall back on the credential where the header is absent.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
  },
  'ATT-05': {
    level: 'should',
    title: 'Cost is attributed to the credential',
    statement:
      'Usage for each developer comes from the key that was presented, not from a header or the body.',
    levelReason: 'Only reports are wrong otherwise.',
    breaks: 'Cost reports that name the wrong person, or nobody.',
    remedy:
      'Issue one key for each developer, and group usage by key: virtual keys in LiteLLM and Bifrost, consumers in Kong, the login in the Claude apps gateway.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['rollout'],
    unchecked: {
      reason: 'documentation duty of the operator',
      note: 'Attribution shows in the reports of the gateway, not on the wire.',
    },
  },
});
