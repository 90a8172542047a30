import { header } from '../../wire/headers.ts';
import { streamBody } from '../layers/response.ts';
import { fault } from './fault.ts';

/** Bytes that are not UTF-8 become U+FFFD and are lost. */
async function* asText(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) yield Buffer.from(Buffer.from(chunk).toString('utf8'));
}

export default fault({
  id: 'sse-gzip-decoded-as-text',
  title: 'Runs compressed streams through a text decoder',
  seenIn: ['claude-relay-service', 'cc-switch'],
  urls: [
    'https://github.com/Wei-Shaw/claude-relay-service/issues/1027',
    'https://github.com/Wei-Shaw/claude-relay-service/issues/1030',
    'https://github.com/farion1231/cc-switch/pull/5580',
  ],
  formats: ['anthropic', 'vertex'],
  trips: ['messages/compression/packed-bytes-intact'],
  seenOutside: ['outside/answers/coding'],
  layers: () => [
    streamBody((body, _request, response) =>
      header(response.headers, 'content-encoding') === 'gzip' ? asText(body) : body,
    ),
  ],
});
