import { plainStreamBody } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-utf8-split-corrupted',
  title: 'Decodes each chunk of a stream on its own',
  seenIn: ['cc-switch', 'claude-code-router', 'AISIX', 'litellm-rs', 'llama.cpp'],
  urls: [
    'https://github.com/farion1231/cc-switch/pull/1923',
    'https://github.com/musistudio/claude-code-router/pull/1672',
    'https://github.com/api7/aisix/issues/111',
    'https://github.com/librefang/librefang/issues/3448',
    'https://github.com/majiayu000/litellm-rs/pull/1180',
    'https://github.com/intendant-dev/Intendant/pull/411',
  ],
  formats: ['anthropic'],
  trips: ['messages/stream-framing/split-characters'],
  layers: () => [
    plainStreamBody(async function* (body) {
      for await (const chunk of body) yield Buffer.from(Buffer.from(chunk).toString('utf8'));
    }),
  ],
});
