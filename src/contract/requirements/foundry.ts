import { EITHER, family, RELAY, restated, UPSTREAM } from '../row.ts';
import { body } from './body.ts';
import { endpoints } from './endpoints.ts';
import { headers } from './headers.ts';
import { streamDelivery } from './stream-delivery.ts';
import { streamEvents } from './stream-events.ts';

const FOUNDRY = ['foundry'] as const;
const messages = [endpoints, headers, body, streamDelivery, streamEvents] as const;

/** FDY: Microsoft Foundry, which speaks Messages behind `ANTHROPIC_FOUNDRY_BASE_URL`. */
export const foundry = family({
  'FDY-01': {
    level: 'must',
    title: 'The base URL for Foundry serves the Messages format',
    statement: 'The strict rules about paths, headers, bodies and streams hold at `{base}/v1/messages`.',
    levelReason: 'The guide says that a gateway in front of Foundry implements the Messages format.',
    breaks:
      'From a 404 on every prompt to features that are off without a word: each finding names the row that is broken, and what breaks by it.',
    remedy:
      'Use the same routes as for `ANTHROPIC_BASE_URL`. The real service has its own below `/anthropic`, so the base URL ends there. Azure API Management: `<forward-request timeout="600" buffer-response="false" />`.',
    formats: FOUNDRY,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'foundry', 'observed'],
    restates: restated('foundry', 'must', ...messages),
  },
  'FDY-01b': {
    level: 'should',
    title: 'The base URL for Foundry follows the milder Messages rules, too',
    statement: 'The rules about bytes, lag and added or unknown parts hold there as well.',
    levelReason:
      'The rows are a SHOULD in the Messages format, and Claude Code reads the answers of Foundry with the same code.',
    breaks: 'Higher cost, text in lumps, missing details; each finding names the row that is broken.',
    remedy:
      'Use the same routes as for `ANTHROPIC_BASE_URL`. Azure API Management: no `set-body` in `inbound`, `<forward-request buffer-response="false" />`.',
    formats: FOUNDRY,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
    restates: restated('foundry', 'should', ...messages),
  },
  'FDY-02': {
    level: 'must',
    title: 'A key is accepted in the header that Claude Code sends for Foundry',
    statement:
      '`ANTHROPIC_FOUNDRY_API_KEY` comes as `x-api-key`, `ANTHROPIC_FOUNDRY_AUTH_TOKEN` as a bearer token; one of them authenticates a developer. Foundry itself also takes `api-key`, which Claude Code does not send.',
    levelReason: 'Claude Code sends the credential in these two headers only.',
    breaks: '401 on every prompt.',
    remedy:
      'Read `x-api-key` and `authorization`; waiting for `api-key` alone is not enough. Azure API Management: `x-api-key` as the header name of the subscription key.',
    formats: FOUNDRY,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['connect', 'foundry', 'claudeInFoundry', 'observed'],
    restates: ['AUTH-01'],
  },
  'FDY-03': {
    level: 'should',
    title: 'A client-supplied `authorization` works when Claude Code adds none',
    statement:
      'With `CLAUDE_CODE_SKIP_FOUNDRY_AUTH=1` the credential comes from a custom header, as a bearer token. The request is served, and the upstream sees that header or the credential of the gateway.',
    levelReason: 'Only setups with that variable are concerned.',
    breaks: '401 on every prompt after the variable was set.',
    remedy:
      'Take the bearer token as a gateway credential, or pass it on. Do not ask for `x-api-key` beside it.',
    formats: FOUNDRY,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['connect', 'envVars', 'observed'],
  },
  'FDY-04': {
    level: 'should',
    title: '`apim-request-id` of Foundry reaches the client',
    statement: 'The header arrives with its value, on answers and on errors, beside `request-id`.',
    levelReason: 'It serves support, not the session.',
    breaks: 'The provider cannot look a case up.',
    remedy: 'Forward the header, or all but hop-by-hop ones; name an id of your own differently.',
    formats: FOUNDRY,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['claudeInFoundry'],
  },
  'FDY-05': {
    level: 'must',
    title: 'A refusal of a feature by Foundry arrives as it is',
    statement:
      'Deployments hosted by Azure answer 400 to features that they lack. Status, type and wording reach the client.',
    levelReason: 'Claude Code goes on without the feature, by the wording of the refusal.',
    breaks: 'Every prompt ends in "API Error: 400", where a direct connection would have gone on.',
    remedy:
      'Relay errors of the upstream unmodified. Azure API Management: no `return-response` and no `set-body` under `on-error` or in `outbound` for statuses above 399.',
    formats: FOUNDRY,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['claudeInFoundry', 'guide'],
    restates: ['ERR-01', 'ERR-02', 'ERR-07'],
  },
});
