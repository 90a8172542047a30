import {
  check,
  header,
  messageEnd,
  messageStart,
  outcome,
  PLAIN_STREAM,
  textBlock,
} from '../../src/suite.ts';

export default [
  // Under another type the client's stall detection is off, and other SDKs read the body as JSON.
  check({
    id: 'messages/stream-headers/event-stream-type',
    title: 'A streamed answer is served as text/event-stream with status 200',
    requirements: ['MSG-STR-01'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const { client } = await t.sample(PLAIN_STREAM);

      t.expect('MSG-STR-01', client.response.status === 200, {
        expected: 'status 200',
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
      const type = header(client.response.headers, 'content-type') ?? 'no content-type';
      t.expect('MSG-STR-01', /^text\/event-stream\s*(;|$)/i.test(type), {
        expected: 'text/event-stream, with or without parameters',
        actual: type,
        where: { exchange: client.id, part: 'response-header', path: 'content-type' },
      });
    },
  }),

  // A length or a cacheable answer tells the next proxy on the way that it may collect the stream.
  check({
    id: 'messages/stream-headers/invites-no-buffering',
    title: 'A streamed answer has no content-length and forbids caching',
    requirements: ['MSG-STR-22'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      // Of a stream that is whole before its headers go out, the length is known; of this one it cannot be.
      const steps = [messageStart(), ...textBlock(0, 'One.'), ...messageEnd()];
      const { client } = (await t.lockstep({ stream: true }, { steps })).trip;

      const length = header(client.response.headers, 'content-length');
      t.expect('MSG-STR-22', length === undefined, {
        expected: 'no content-length on a stream',
        actual: `content-length: ${length}`,
        where: { exchange: client.id, part: 'response-header', path: 'content-length' },
      });
      const caching = header(client.response.headers, 'cache-control') ?? 'no cache-control';
      t.expect('MSG-STR-22', /\bno-(cache|store)\b/i.test(caching), {
        expected: 'cache-control: no-cache, as the upstream sent it',
        actual: caching,
        where: { exchange: client.id, part: 'response-header', path: 'cache-control' },
      });
    },
  }),
];
