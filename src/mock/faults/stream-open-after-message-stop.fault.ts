import { plainStreamBody } from '../layers/response.ts';
import { fault } from './fault.ts';

const OPEN_MS = 60_000;

export default fault({
  id: 'stream-open-after-message-stop',
  title: 'Keeps the stream of a tool call open for a minute after its last event',
  seenIn: [],
  urls: ['https://github.com/earendil-works/pi/issues/5592'],
  formats: ['anthropic'],
  trips: ['messages/stream-end/ends-with-the-upstream'],
  seenOutside: ['outside/streams/ends'],
  layers: (scale) => [
    plainStreamBody(async function* (body) {
      let text = '';
      for await (const chunk of body) {
        text += Buffer.from(chunk).toString();
        yield chunk;
      }
      if (text.includes('"tool_use"'))
        await new Promise((resolve) => setTimeout(resolve, OPEN_MS * scale.time));
    }),
  ],
});
