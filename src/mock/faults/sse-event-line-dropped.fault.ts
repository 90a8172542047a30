import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-event-line-dropped',
  title: 'Sends only the data lines of events',
  seenIn: ['seifghazi proxy', 'cortex'],
  urls: [
    'https://github.com/earendil-works/pi/issues/1983',
    'https://github.com/seifghazi/claude-code-proxy/pull/32',
    'https://github.com/openclaw/openclaw/issues/37571',
    'https://github.com/rossoctl/cortex/pull/657',
  ],
  formats: ['anthropic', 'vertex'],
  trips: ['messages/stream-framing/event-line'],
  seenOutside: ['messages/stream-framing/event-line', 'outside/streams/framing'],
  layers: () => [
    events(() => ({ frame }) => [
      Buffer.from(frame.bytes)
        .toString()
        .replace(/^event:.*\r?\n/m, ''),
    ]),
  ],
});
