import { EITHER, family, RELAY, restated, UPSTREAM } from '../row.ts';
import { body } from './body.ts';
import { endpoints } from './endpoints.ts';
import { headers } from './headers.ts';
import { streamDelivery } from './stream-delivery.ts';
import { streamEvents } from './stream-events.ts';

const MANTLE = ['mantle'] as const;
const messages = [endpoints, headers, body, streamDelivery, streamEvents] as const;

/** MAN: the Mantle endpoint of Bedrock, which speaks Messages behind `ANTHROPIC_BEDROCK_MANTLE_BASE_URL`. */
export const mantle = family({
  'MAN-01': {
    level: 'must',
    title: 'The base URL for Mantle serves the Messages format',
    statement:
      'The strict rules about paths, headers, bodies and streams hold at `{base}/v1/messages`, which the service itself has below `/anthropic`. Streams are server-sent events, not the frames of InvokeModel.',
    levelReason: 'Claude Code reads the answers with the code of the Messages format; a wrong path is a 404.',
    breaks: '"There\'s an issue with the selected model" or an unreadable stream on every prompt.',
    remedy:
      'Use the routes of the Messages format, and add `/anthropic` on the way to the service. nginx: `proxy_pass https://bedrock-mantle.{region}.api.aws/anthropic/;`.',
    formats: MANTLE,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['bedrock', 'claudeOnBedrock', 'bedrockSdk', 'observed'],
    restates: restated('mantle', 'must', ...messages),
  },
  'MAN-01b': {
    level: 'should',
    title: 'The base URL for Mantle follows the milder Messages rules, too',
    statement:
      'The rules about bytes, lag and added or unknown parts hold there as well; a model keeps its prefix `anthropic.`.',
    levelReason:
      'The rows are a SHOULD in the Messages format, and Claude Code reads the answers of Mantle with the same code.',
    breaks: 'Higher cost, text in lumps, missing details; each finding names the row that is broken.',
    remedy: 'Use the routes of the Messages format, and leave the model name alone.',
    formats: MANTLE,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['bedrock', 'bedrockSdk'],
    restates: restated('mantle', 'should', ...messages),
  },
  'MAN-01c': {
    level: 'should',
    title: 'A Mantle request needs neither a signature nor `x-api-key`',
    statement:
      "With `CLAUDE_CODE_SKIP_MANTLE_AUTH=1` Claude Code sends neither. Such a request, with the gateway's token as a bearer if it wants one, is served, and the upstream receives a credential of the gateway.",
    levelReason: 'Only setups with that variable are concerned.',
    breaks: '401 or 403 on every prompt after the variable was set.',
    remedy:
      'Authenticate developers by bearer token or by the network, and sign towards `bedrock-mantle` yourself.',
    formats: MANTLE,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['bedrock', 'claudeOnBedrock', 'observed'],
  },
});
