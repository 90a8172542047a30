import {
  type Check,
  check,
  expectTolerated,
  isServed,
  listRequests,
  outcome,
  type RawHeaders,
} from '../../src/suite.ts';

const SESSION = '6f0c1d52-3b7a-4c7e-9d41-5a2e8f0b9c33';
const SESSION_AND_AGENTS: RawHeaders = [
  ['X-Claude-Code-Session-Id', SESSION],
  ['x-claude-code-agent-id', 'a3f1c09be27d45c68'],
  ['x-claude-code-parent-agent-id', 'a90b7715ffe0c2d41'],
];
const DURATIONS = Array.from({ length: 400 }, (_, at) => `mcp_tool_${at}=${at * 7}`).join(',');
const HINTS: RawHeaders = [
  ['x-claude-code-request-class', 'main'],
  ['x-claude-1p-request-class', 'main'],
  ['x-claude-code-prompt-id', SESSION],
  ['x-claude-code-agent-type', 'general-purpose'],
  ['x-claude-code-compaction', 'auto'],
  ['x-claude-code-context-compacted', 'true'],
  ['x-claude-code-prev-tool-durations', DURATIONS.slice(0, 4096)],
];

const checks: Check[] = [
  // They are on every request of a session or a subagent.
  check({
    id: 'messages/attribution/session-and-agents',
    title: 'Session and agent headers are accepted',
    requirements: ['ATT-01'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      await expectTolerated(t, 'ATT-01', SESSION_AND_AGENTS);
    },
  }),

  // Proxies that refuse them are the reason why hints are off by default.
  check({
    id: 'messages/attribution/hints',
    title: 'All hint headers are accepted, 4 KB of tool durations among them',
    requirements: ['ATT-03'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      await expectTolerated(t, 'ATT-03', HINTS);
    },
  }),

  // Discovery, counts and other clients send none of these headers.
  check({
    id: 'messages/attribution/none-required',
    title: 'No path demands a session, agent or hint header',
    requirements: ['ATT-04'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const all: RawHeaders = [...SESSION_AND_AGENTS, ...HINTS];
      const requests = [
        (headers: RawHeaders) => t.turn({ headers, unbilled: true }),
        (headers: RawHeaders) => t.turn({ operation: 'count_tokens', headers }),
        (headers: RawHeaders) => listRequests(t, { headers })[0],
      ];
      for (const request of requests) {
        const [plain, full] = [request([]), request(all)];
        if (!plain || !full) continue;
        const { client } = await t.send(plain);
        const isRefused = !isServed(client) && isServed((await t.send(full)).client);
        t.expect('ATT-04', !isRefused, {
          expected: `${plain.method} ${plain.target} is served without such headers as well as with them`,
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),
];

export default checks;
