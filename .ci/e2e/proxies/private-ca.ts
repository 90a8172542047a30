import 'reflect-metadata';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import type { Identity } from '../../../src/net/certificates.ts';

const DAY = 24 * 60 * 60 * 1000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** What a certificate is for, and until when: in days from now. */
interface Wanted {
  readonly names: readonly string[];
  readonly endsIn?: number;
}

/** The authority of a company. */
export interface PrivateCa {
  readonly pem: string;
  /** A certificate for servers and for clients. */
  issue(wanted: Wanted): Promise<Identity>;
}

/** Makes a new authority. */
export async function privateCa(): Promise<PrivateCa> {
  const { subtle } = globalThis.crypto;
  const makeKeys = () => subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const until = (endsIn: number) => ({
    notBefore: new Date(Date.now() - 10 * DAY),
    notAfter: new Date(Date.now() + endsIn * DAY),
    signingAlgorithm: ALGORITHM,
  });
  const own = await makeKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...until(10),
    name: 'CN=The CA of a company',
    keys: own,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  return {
    pem: `${ca.toString('pem')}\n`,
    issue: async ({ names, endsIn = 10 }) => {
      const keys = await makeKeys();
      const alternatives = names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }) as const);
      const leaf = await x509.X509CertificateGenerator.create({
        ...until(endsIn),
        subject: 'CN=a gateway or a developer',
        issuer: ca.subject,
        publicKey: keys.publicKey,
        signingKey: own.privateKey,
        extensions: [new x509.SubjectAlternativeNameExtension(alternatives)],
      });
      const key = Buffer.from(await subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
      return {
        cert: `${leaf.toString('pem')}\n`,
        key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
      };
    },
  };
}
