import zlib from 'node:zlib';

/** Magic, deflate, no flags, no time, unknown system (RFC 1952 section 2.3). */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty block that is marked as the last. */
const LAST_BLOCK = Buffer.from([0x03, 0x00]);

/**
 * One gzip stream in pieces, flushed behind each as a careful server does for events: what has arrived
 * so far can be decoded, and all of them together are a whole stream. The last piece ends it.
 */
export function gzipEach(pieces: readonly Uint8Array[]): Buffer[] {
  const whole = Buffer.concat(pieces);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(zlib.crc32(whole), 0);
  trailer.writeUInt32LE(whole.length, 4);
  return pieces.map((piece, at) => {
    // Blocks that refer to nothing before them may be joined.
    const blocks = zlib.deflateRawSync(piece, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    const first = at === 0 ? [HEADER] : [];
    const last = at === pieces.length - 1 ? [LAST_BLOCK, trailer] : [];
    return Buffer.concat([...first, blocks, ...last]);
  });
}
