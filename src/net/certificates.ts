import { isIP } from 'node:net';
import tls from 'node:tls';

/** A certificate (with its chain) and its private key, in PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** Where the certificate of a TLS connection comes from. */
export interface Certificates {
  /** For clients that name no host, as those do that connect to an address. */
  readonly anonymous: Identity;
  /** For the host that a client asks for (SNI). */
  identityOf(host: string): Promise<Identity>;
}

/** One certificate for every host. @throws when certificate and key are not PEM or do not belong together */
export function fixedCertificate(identity: Identity): Certificates {
  tls.createSecureContext({ ...identity });
  return { anonymous: identity, identityOf: async () => identity };
}

/** A certificate authority that lives as long as the process, with its own certificate in PEM. */
export interface ThrowawayCa extends Certificates {
  readonly pem: string;
}

/** Long enough for a run that crosses midnight, short enough that a forgotten trust setting does no harm. */
const DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** What a client that names no host may have connected to. */
const LOCAL = ['localhost', '127.0.0.1', '::1'];
/** Each host costs a key; a client that asks for more hosts than this is not after a provider. */
const MAX_HOSTS = 1_000;

/** Makes a new certificate authority that issues a certificate for every host that is asked for. */
export async function throwawayCa(): Promise<ThrowawayCa> {
  // Needed by the library below, which takes its parts from a container.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const { subtle } = globalThis.crypto;
  const makeKeys = () => subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const validity = () => ({
    // Clocks of containers differ a little.
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + DAYS * DAY),
    signingAlgorithm: ALGORITHM,
  });

  const caKeys = await makeKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: 'CN=gateway-check throwaway CA',
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const issue = async (hosts: readonly string[]): Promise<Identity> => {
    const keys = await makeKeys();
    const names = hosts.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }) as const);
    const leaf = await x509.X509CertificateGenerator.create({
      ...validity(),
      // A common name may have 64 characters at most; nobody looks at it, only at the names below.
      subject: 'CN=gateway-check',
      issuer: ca.subject,
      publicKey: keys.publicKey,
      signingKey: caKeys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(names),
        await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
      ],
    });
    const key = Buffer.from(await subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
    return {
      cert: leaf.toString('pem'),
      key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
    };
  };

  const issued = new Map<string, Promise<Identity>>();
  return {
    pem: `${ca.toString('pem')}\n`,
    anonymous: await issue(LOCAL),
    identityOf: (host) => {
      const known = issued.get(host);
      if (known) return known;
      if (issued.size >= MAX_HOSTS) issued.clear();
      const identity = issue([host]);
      issued.set(host, identity);
      return identity;
    },
  };
}
