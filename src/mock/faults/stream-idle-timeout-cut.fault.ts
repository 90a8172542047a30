import { cutWhenIdle } from '../layers/idle.ts';
import { streamBody } from '../layers/response.ts';
import { fault } from './fault.ts';

/** A minute, as many proxies have it by default. */
const IDLE = 60_000;

export default fault({
  id: 'stream-idle-timeout-cut',
  title: 'Cuts a stream after a minute of silence',
  seenIn: ['commandcode-proxy', 'talon'],
  urls: [
    'https://github.com/MAXeaglet/commandcode-proxy/issues/19',
    'https://github.com/router-for-me/CLIProxyAPI/issues/4280',
    'https://github.com/dativo-io/talon/pull/254',
    'https://github.com/Wei-Shaw/sub2api/issues/770',
    'https://github.com/BerriAI/litellm/pull/36024',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/keep-alive/long-silence'],
  seenOutside: ['messages/keep-alive/long-silence'],
  layers: ({ time }) => [streamBody((body) => cutWhenIdle(body, IDLE * time))],
  slow: ['messages/keep-alive/long-silence'],
});
