import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import zlib from 'node:zlib';
import { isStream } from '../../mock/layers/response.ts';
import type { Middleware } from '../../mock/middleware.ts';
import { header, headerList, withoutHeaders } from '../../wire/headers.ts';
import type { Variety } from './variety.ts';

const FLUSHES = {
  gzip: zlib.constants.Z_SYNC_FLUSH,
  deflate: zlib.constants.Z_SYNC_FLUSH,
  br: zlib.constants.BROTLI_OPERATION_FLUSH,
} as const;
type Coding = keyof typeof FLUSHES;

/** Servers compress on the fly at this quality; the default of the library is for files. */
const QUICK = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };

function packer(coding: Coding) {
  if (coding === 'gzip') return zlib.createGzip();
  return coding === 'br' ? zlib.createBrotliCompress(QUICK) : zlib.createDeflate();
}

/** The chunks compressed, each flushed as it leaves, so that nothing waits for what comes behind it. */
async function* packed(body: AsyncIterable<Uint8Array>, coding: Coding): AsyncGenerator<Uint8Array> {
  const stream = packer(coding);
  const out: Buffer[] = [];
  stream.on('data', (bytes: Buffer) => out.push(bytes));
  for await (const chunk of body) {
    stream.write(chunk);
    await new Promise<void>((resolve) => stream.flush(FLUSHES[coding], resolve));
    await setImmediate();
    yield Buffer.concat(out.splice(0));
  }
  stream.end();
  await once(stream, 'end');
  yield Buffer.concat(out);
}

/** Compresses answers for clients that accept it. */
function compressing(coding: Coding, wanted: 'all' | 'JSON' = 'all'): Middleware {
  return async (request, next) => {
    const response = await next(request);
    const { headers, status } = response;
    const isFit =
      headerList(request.headers, 'accept-encoding').some(
        (accepted) => accepted.split(';', 1)[0] === coding,
      ) &&
      header(headers, 'content-encoding') === undefined &&
      request.method !== 'HEAD' &&
      status >= 200 &&
      !(wanted === 'JSON' && isStream(response));
    if (!isFit) return response;
    return {
      ...response,
      headers: [
        ...withoutHeaders(headers, 'content-length'),
        ['content-encoding', coding],
        ['vary', 'accept-encoding'],
      ],
      body: packed(response.body, coding),
    };
  };
}

/** As Claude Code has it. */
const target = { headers: [['accept-encoding', 'gzip, deflate, br, zstd']] } as const;

/** How gateways compress answers for a client that accepts it. */
export const codingVarieties: readonly Variety[] = [
  { id: 'a client that accepts codings', target },
  { id: 'all in gzip', target, layers: () => [compressing('gzip')] },
  { id: 'all in br', target, layers: () => [compressing('br')] },
  { id: 'all in deflate', target, layers: () => [compressing('deflate')] },
  { id: 'JSON in gzip', target, layers: () => [compressing('gzip', 'JSON')] },
  { id: 'all in gzip over HTTP/2', target: { ...target, http2: true }, layers: () => [compressing('gzip')] },
];
