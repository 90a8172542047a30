import tls from 'node:tls';
import type { Certificates } from './certificates.ts';

/**
 * A TLS server without a port of its own: connections are given to it as `connection` events. HTTP/2 is
 * offered first. A handshake that fails closes its connection.
 */
export function tlsServer(
  { anonymous, identityOf }: Certificates,
  then: (socket: tls.TLSSocket) => void,
): tls.Server {
  const options: tls.TlsOptions = {
    ...anonymous,
    ALPNProtocols: ['h2', 'http/1.1'],
    SNICallback: (host, done) => {
      identityOf(host.toLowerCase()).then(
        (identity) => done(null, tls.createSecureContext({ ...identity })),
        (error: Error) => done(error),
      );
    },
  };
  return tls.createServer(options, then);
}
