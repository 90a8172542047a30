import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** Says in a signature of ours that it is one. */
const OURS = Buffer.from('gateway-check');

/**
 * The signature of a thought: as a real one it is a protocol buffer in base64 whose first field is as long as
 * it says, so that it begins with `E`. It follows from the text alone, and whoever changes either is found out.
 */
export function signature(thought: string): string {
  const digest = createHash('sha512').update(`signature ${thought}`).digest();
  const again = createHash('sha512').update(digest).digest();
  const inner = Buffer.concat([field(0x0a, OURS), field(0x12, digest), field(0x1a, again)]);
  const length = [0x80 | (inner.length & 0x7f), inner.length >> 7];
  return Buffer.concat([Buffer.from([0x12, ...length]), inner]).toString('base64');
}

/**
 * Whether a thought can have this signature. Those of the real API cannot be verified, so that whatever
 * begins like one passes; one of ours must be that of the thought.
 */
export function isSigned(thought: string, given: string): boolean {
  return given.startsWith(OURS_START) ? given === signature(thought) : given.startsWith('E');
}

/** Long enough to tell ours from others, short enough to know one that was cut. */
const OURS_START = signature('').slice(0, 20);

function field(tag: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag, bytes.length]), bytes]);
}
