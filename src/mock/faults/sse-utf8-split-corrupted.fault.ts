import { readBedrockStream } from '../../wire/bedrock/stream.ts';
import { isFramed } from '../layers/frames.ts';
import { plainStreamBody } from '../layers/response.ts';
import { fault } from './fault.ts';

/** Frames that come whole are recognised; a part of one is taken for text. */
function isWhole(chunk: Uint8Array): boolean {
  return readBedrockStream(chunk).frames.every(({ intact }) => intact);
}

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
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/frames/any-length',
    'bedrock/frames/split-anywhere',
    'messages/stream-damage/not-skipped',
    'messages/stream-framing/split-characters',
  ],
  seenOutside: ['bedrock/frames/whole', 'messages/stream-damage/not-skipped', 'outside/streams/framing'],
  spares: {
    anthropic: ['messages/stream-damage/not-skipped'],
    vertex: ['messages/stream-damage/not-skipped'],
  },
  layers: () => [
    plainStreamBody(async function* (body, response) {
      for await (const chunk of body)
        yield isFramed(response) && isWhole(chunk) ? chunk : Buffer.from(Buffer.from(chunk).toString('utf8'));
    }),
  ],
});
