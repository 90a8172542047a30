import aliased from './aliased.ts';
import answersCounts from './answers-counts.ts';
import appsGateway from './apps-gateway.ts';
import awsSdkBehind from './aws-sdk-behind.ts';
import bare502 from './bare-502.ts';
import bearerOnly from './bearer-only.ts';
import caching from './caching.ts';
import circuitBreaker from './circuit-breaker.ts';
import coalescing from './coalescing.ts';
import forwarding from './forwarding.ts';
import healthChecking from './health-checking.ts';
import hidesProviderAuth from './hides-provider-auth.ts';
import listed from './listed.ts';
import lookAhead from './look-ahead.ts';
import managing from './managing.ts';
import measuring from './measuring.ts';
import noFastMode from './no-fast-mode.ts';
import noticesLate from './notices-late.ts';
import onePlace from './one-place.ts';
import opened from './opened.ts';
import peeking from './peeking.ts';
import pinging from './pinging.ts';
import rateLimited from './rate-limited.ts';
import reprinting from './reprinting.ts';
import retrying from './retrying.ts';
import signingForAws from './signing-for-aws.ts';
import unpacking from './unpacking.ts';
import type { Unusual } from './unusual.ts';

/** Every gateway that is right in a way of its own. */
export const UNUSUAL: readonly Unusual[] = [
  managing,
  forwarding,
  opened,
  aliased,
  answersCounts,
  appsGateway,
  awsSdkBehind,
  bare502,
  bearerOnly,
  caching,
  circuitBreaker,
  coalescing,
  healthChecking,
  hidesProviderAuth,
  listed,
  lookAhead,
  measuring,
  noFastMode,
  noticesLate,
  onePlace,
  peeking,
  pinging,
  rateLimited,
  reprinting,
  retrying,
  signingForAws,
  unpacking,
];
