import { ANY, EITHER, EVERY_FORMAT, family, RELAY, SSE_FORMATS, UPSTREAM } from '../row.ts';

/** DRIFT: what keeps a gateway working with releases that do not exist yet. */
export const drift = family({
  'DRIFT-01': {
    level: 'must',
    title: 'Beta values and body fields are open lists',
    statement: 'Values and fields invented for this run, which no gateway can know, reach the upstream.',
    levelReason: 'The guide asks to treat both as open, since each release may add some.',
    breaks: 'Each update of Claude Code may end every prompt in a 400, until the gateway is upgraded.',
    remedy:
      'Forward what you do not know. Keep lists of what to remove, not of what to allow. Bifrost: `*` in the allowed headers. LiteLLM: the pass-through routes. Portkey 1.15.2 allows listed body fields only.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
  },
  'DRIFT-01b': {
    level: 'should',
    title: 'Request headers are an open list',
    statement: 'An `anthropic-*` request header invented for this run reaches the upstream.',
    levelReason:
      'The guide asks for it, but the Claude apps gateway drops unknown headers: SHOULD, like MSG-HDR-08.',
    breaks: 'A feature of a later release that brings a header of its own is absent.',
    remedy:
      'Forward `anthropic-*` headers by prefix. Bifrost: `*` in the allowed headers. The Claude apps gateway 2.1.330 has no setting for it.',
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'appsGateway'],
  },
  'DRIFT-02': {
    level: 'must',
    title: 'Both API versions in use are served',
    statement:
      'Requests under `2023-06-01` and under `2026-10-21` are answered, in the header and, for Bedrock and Vertex, in the body field `anthropic_version`.',
    levelReason:
      'Claude Code 2.1.330 sends the older one and current SDKs the newer one; refusing either fails every turn.',
    breaks: '"API Error: 400" on every prompt after a client moves to the newer version.',
    remedy:
      'Do not validate the version in the gateway; the upstream does. Typed models: a string in place of an enumeration for `anthropic_version`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['versioning', 'sdk', 'observed'],
    doubt: {
      settled: true,
      note: 'The documents name one version or the other. Claude Code 2.1.330 sends `2023-06-01` in every format; SDKs of major version 1 send `2026-10-21`, and on Bedrock and Vertex move it into the body in place of the dialect string.',
    },
  },
  'DRIFT-03': {
    level: 'should',
    title: 'New error codes and types reach the client',
    statement:
      'An unknown `error.type` and an unknown `error.details.error_code` of a 4xx arrive as they were sent.',
    levelReason: 'No current release acts on codes that do not exist yet.',
    breaks: 'Later clients cannot tell errors apart, and show the general message.',
    remedy:
      'Relay error bodies as bytes; do not map types to a fixed list. LiteLLM: the `/anthropic` pass-through.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['sdk', 'apiErrors'],
  },
  'DRIFT-04': {
    level: 'should',
    title: 'The gateway is checked again for each Claude Code release',
    statement:
      'The operator or vendor repeats the checks when a new release of Claude Code or of the gateway is rolled out.',
    levelReason: 'The guide advises to test against new releases.',
    breaks: 'Developers find the differences first.',
    remedy:
      'Run the checks in CI, with `--contract` for a fixed edition and `--json` to keep the report, and again when `npm view @anthropic-ai/claude-code version` changes.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'rollout'],
    unchecked: {
      reason: 'documentation duty of the operator',
      note: 'A run proves itself; that it is repeated is a matter of process.',
    },
  },
});
