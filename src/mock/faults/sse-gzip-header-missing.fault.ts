import { createGzip } from 'node:zlib';
import { streamBody } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-gzip-header-missing',
  title: 'Compresses streams without saying so',
  seenIn: ['claude-relay-service'],
  urls: ['https://github.com/Wei-Shaw/claude-relay-service/pull/1056'],
  formats: ['anthropic'],
  trips: [],
  layers: () => [
    streamBody(async function* (body) {
      const gzip = createGzip();
      const out: Buffer[] = [];
      gzip.on('data', (bytes: Buffer) => out.push(bytes));
      for await (const chunk of body) {
        gzip.write(chunk);
        await new Promise<void>((resolve) => gzip.flush(resolve));
        yield Buffer.concat(out.splice(0));
      }
      await new Promise<void>((resolve) => gzip.on('end', resolve).end());
      yield Buffer.concat(out);
    }),
  ],
});
