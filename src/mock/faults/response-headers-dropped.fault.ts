import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

const FORWARDED = new Set([
  'cache-control',
  'content-encoding',
  'content-length',
  'content-type',
  'retry-after',
  'x-should-retry',
]);

export default fault({
  id: 'response-headers-dropped',
  title: 'Forwards a fixed list of response headers',
  seenIn: ['claude-code-router'],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/response-headers/account-limits',
    'common/response-headers/plan-limits',
    'common/response-headers/request-id',
    'common/response-headers/unknown-header',
  ],
  layers: () => [responseHeaders((headers) => headers.filter(([name]) => FORWARDED.has(name.toLowerCase())))],
});
