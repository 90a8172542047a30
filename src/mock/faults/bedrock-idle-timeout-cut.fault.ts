import { framedBody } from '../layers/frames.ts';
import { cutWhenIdle } from '../layers/idle.ts';
import { fault } from './fault.ts';

/** A minute, as many proxies have it by default. */
const IDLE = 60_000;

export default fault({
  id: 'bedrock-idle-timeout-cut',
  title: 'Cuts a binary stream, which knows no pings, after a minute of silence',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['messages/keep-alive/long-silence'],
  layers: ({ time }) => [framedBody((body) => cutWhenIdle(body, IDLE * time))],
  slow: ['messages/keep-alive/long-silence'],
});
