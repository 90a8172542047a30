import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

const KNOWN = /^(claude-code|interleaved-thinking|context-1m|effort|token-counting)-/;

export default fault({
  id: 'bedrock-beta-allowlist',
  title: 'Lets the values of anthropic_beta pass that are on its list',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/body/betas'],
  layers: () => [
    requestJson((body) => {
      const betas = body['anthropic_beta'];
      if (Array.isArray(betas)) body['anthropic_beta'] = betas.filter((beta) => KNOWN.test(String(beta)));
    }),
  ],
});
