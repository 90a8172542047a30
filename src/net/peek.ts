import type net from 'node:net';

/** First byte of a TLS handshake (RFC 8446 section 5.1); no HTTP request starts with it. */
const HANDSHAKE = 0x16;
/** What an HTTP/2 client says first (RFC 9113 section 3.4). `P` alone also starts POST, PUT and PATCH. */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** What a connection starts with. */
export type Protocol = 'http/1.1' | 'http/2' | 'tls';

/**
 * Tells the protocol by its first bytes and leaves them in the socket, which must not flow: whoever takes
 * over reads what is buffered first.
 */
export function peek(socket: net.Socket, then: (protocol: Protocol) => void): void {
  let seen = Buffer.alloc(0);
  const silent = () => socket.destroy();
  const look = () => {
    const bytes: Buffer | null = socket.read();
    if (bytes !== null) seen = Buffer.concat([seen, bytes]);
    const protocol = bytes === null ? undefined : protocolOf(seen);
    if (protocol === undefined) {
      socket.once('readable', look);
      return;
    }
    socket.off('end', silent);
    socket.unshift(seen);
    then(protocol);
  };
  // A connection opened ahead of need and closed without a word.
  socket.once('end', silent);
  socket.once('readable', look);
}

/** Undefined while the bytes may still become an HTTP/2 preface. */
function protocolOf(first: Buffer): Protocol | undefined {
  if (first[0] === HANDSHAKE) return 'tls';
  const length = Math.min(first.length, PREFACE.length);
  if (!first.subarray(0, length).equals(PREFACE.subarray(0, length))) return 'http/1.1';
  return length === PREFACE.length ? 'http/2' : undefined;
}
