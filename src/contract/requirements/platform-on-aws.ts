import { EITHER, family, RELAY, UPSTREAM } from '../row.ts';

const AWS = ['aws'] as const;

/** CPA: the Claude Platform on AWS, which speaks Messages behind `ANTHROPIC_AWS_BASE_URL`. */
export const platformOnAws = family({
  'CPA-01': {
    level: 'must',
    title: '`anthropic-workspace-id` reaches the upstream on every request',
    statement: 'The header arrives with its value on messages and on token counts.',
    levelReason:
      'The guide says that a gateway must forward it, as the platform requires it on every request.',
    breaks: 'Every prompt is refused by the provider, though credential and body are right.',
    remedy:
      'Forward request headers by the prefix `anthropic-`, and sign the header where you sign. Bifrost: `*` in the allowed headers. One workspace for all: set it for requests that bring none.',
    formats: AWS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'platformOnAws', 'claudeOnAws', 'observed'],
  },
  'CPA-02': {
    level: 'must',
    title: 'What the upstream receives is signed as it arrives, or has a key',
    statement:
      'The upstream request carries a signature for the service `aws-external-anthropic` that fits it, or a key in `x-api-key`. A gateway with a credential of its own also takes requests without a signature.',
    levelReason: 'The platform refuses a request whose signature does not fit it, on every turn.',
    breaks: '401 or 403 on every prompt.',
    remedy:
      'Sign last, over path, headers and body as they are sent. A proxy that only passes signatures on changes none of them.',
    formats: AWS,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['platformOnAws', 'claudeOnAws', 'sigv4', 'observed'],
  },
  'CPA-03': {
    level: 'should',
    title: 'A 401 for an expired AWS credential stays a 401',
    statement:
      "Where the developer's credential goes through to the platform, its 401 reaches the client. A gateway with a credential of its own answers for itself.",
    levelReason: 'Only sessions that outlive their credential are concerned, and signing in again helps.',
    breaks: '`awsAuthRefresh` does not run; the session fails until it is started anew.',
    remedy:
      'Relay the status; do not map a 401 of the platform to a 502. nginx: `proxy_intercept_errors off`.',
    formats: AWS,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['errors', 'platformOnAws'],
  },
  'CPA-04': {
    level: 'should',
    title: '`x-amzn-requestid` of the platform reaches the client',
    statement: 'The header arrives with its value, on answers and on errors, beside `request-id`.',
    levelReason: 'It serves support, not the session.',
    breaks: 'The provider cannot look a case up.',
    remedy: 'Forward response headers by the prefix `x-amzn-`, or all but hop-by-hop ones.',
    formats: AWS,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['apiErrors', 'claudeOnAws'],
  },
});
