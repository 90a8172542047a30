import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The plain bytes of a gzip body, as they come. */
export function unpacked(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const packed = Readable.from(body);
  const plain = createGunzip();
  packed.on('error', (error) => plain.destroy(error));
  return packed.pipe(plain);
}
