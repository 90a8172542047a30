import { withHeader } from '../../wire/headers.ts';
import { events } from '../layers/events.ts';
import { isStream, responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-sse-as-json-array',
  title: 'Answers a stream as one growing JSON list, as other models of Google do',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: [
    'common/cancellation/neighbours-live-on',
    'common/usage/input-at-start',
    'common/usage/output-at-end',
    'messages/open-parts/citations',
    'messages/open-parts/server-tool-blocks',
    'messages/open-parts/unknown-block',
    'messages/open-parts/unknown-delta',
    'messages/open-parts/unknown-event',
    'messages/open-parts/unknown-fields',
    'messages/stream-content/blocks-as-sent',
    'messages/stream-content/pings-stay-pings',
    'messages/stream-content/text-as-sent',
    'messages/stream-content/usage-only-delta',
    'messages/stream-damage/not-skipped',
    'messages/stream-end/final-message-delta',
    'messages/stream-end/message-stop',
    'messages/stream-errors/error-event-arrives',
    'messages/stream-framing/carriage-returns',
    'messages/stream-framing/comments-stay-comments',
    'messages/stream-framing/event-line',
    'messages/stream-framing/readable-data',
    'messages/stream-framing/split-characters',
    'messages/stream-headers/event-stream-type',
    'messages/stream-order/one-message-start',
    'messages/thinking/redacted-data',
    'messages/thinking/signature-arrives',
    'messages/thinking/signature-without-text',
    'messages/thinking/text-as-sent',
    'messages/tool-input/adds-up',
    'messages/tool-input/broken-json-is-not-repaired',
    'messages/tool-input/empty-first-fragment',
    'messages/tool-input/parallel-calls-stay-apart',
    'vertex/endpoints/stream-raw-predict',
  ],
  layers: () => [
    responseHeaders((headers, response) =>
      isStream(response) ? withHeader(headers, 'content-type', 'application/json') : headers,
    ),
    events(() => {
      let open = '[';
      return ({ json }) => {
        if (json['type'] === undefined) return [];
        const item = `${open}${JSON.stringify(json)}${json['type'] === 'message_stop' ? ']' : ''}\n`;
        open = ',';
        return [item];
      };
    }),
  ],
});
