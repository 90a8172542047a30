import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Target } from '../run/target.ts';
import { readNamed } from './files.ts';
import type { RunOptions } from './run-command.ts';
import { UsageError } from './usage.ts';

/**
 * Reads the certificates and the key that the options name.
 * @throws UsageError when one cannot be read or does not fit the other
 */
export async function tlsOf({ ca, clientCert, clientKey }: RunOptions): Promise<NonNullable<Target['tls']>> {
  if ((clientCert === undefined) !== (clientKey === undefined)) {
    throw new UsageError('--client-cert and --client-key belong together: give both.');
  }
  const certificate = (text: string) => new X509Certificate(text);
  const trusted = ca === undefined ? {} : { ca: await pem('--ca', ca, certificate) };
  if (clientCert === undefined || clientKey === undefined) return trusted;
  const cert = await pem('--client-cert', clientCert, certificate);
  const key = await pem('--client-key', clientKey, createPrivateKey);
  if (!certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new UsageError(`--client-key ${clientKey}: not the key of the certificate in ${clientCert}.`);
  }
  return { ...trusted, cert, key };
}

/** The text of a PEM file that `parse` can read. */
async function pem(option: string, path: string, parse: (pem: string) => unknown): Promise<string> {
  const text = (await readNamed(option, path)).toString('utf8');
  try {
    parse(text);
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${option} ${path}: no usable PEM text in it (${told}).`);
  }
  return text;
}
