import { framedBody } from '../layers/frames.ts';
import { cutWhenIdle } from '../layers/idle.ts';
import { fault } from './fault.ts';

const IDLE = 3_000;

export default fault({
  id: 'bedrock-idle-timeout-cut',
  title: 'Cuts a binary stream, which knows no pings, after three seconds of silence',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['messages/keep-alive/long-silence'],
  layers: () => [framedBody((body) => cutWhenIdle(body, IDLE))],
  slow: ['messages/keep-alive/long-silence'],
});
