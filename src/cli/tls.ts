import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type Certificates, fixedCertificate, type ThrowawayCa, throwawayCa } from '../net/certificates.ts';
import type { Target } from '../run/target.ts';
import { readNamed, refuseUnwritable } from './files.ts';
import type { MockCommandOptions } from './mock-command.ts';
import type { RunOptions } from './run-command.ts';
import { UsageError } from './usage.ts';

/**
 * Reads the certificates and the key that the options of `run` name.
 * @throws UsageError when one cannot be read or does not fit the other
 */
export async function tlsOf({ ca, clientCert, clientKey }: RunOptions): Promise<NonNullable<Target['tls']>> {
  const trusted = ca === undefined ? {} : { ca: await pem('--ca', ca, certificate) };
  return { ...trusted, ...(await pair(['--client-cert', clientCert], ['--client-key', clientKey])) };
}

/**
 * The certificates with which the mock serves TLS, as its options say; undefined: none.
 * @throws UsageError when one cannot be read, does not fit the other, or the file to write cannot be
 */
export async function servedTls(
  options: MockCommandOptions,
): Promise<Certificates | ThrowawayCa | undefined> {
  const { tlsCert, tlsKey, tlsCaOut } = options;
  const given = await pair(['--tls-cert', tlsCert], ['--tls-key', tlsKey]);
  if (tlsCaOut === undefined) return given && fixedCertificate(given);
  if (given)
    throw new UsageError('--tls-ca-out makes certificates of its own: leave --tls-cert and --tls-key out.');
  await refuseUnwritable('--tls-ca-out', tlsCaOut);
  return throwawayCa();
}

type Named = readonly [option: string, path: string | undefined];

async function pair(
  [certOption, certPath]: Named,
  [keyOption, keyPath]: Named,
): Promise<{ readonly cert: string; readonly key: string } | undefined> {
  if (certPath === undefined && keyPath === undefined) return undefined;
  if (certPath === undefined || keyPath === undefined) {
    throw new UsageError(`${certOption} and ${keyOption} belong together: give both.`);
  }
  const cert = await pem(certOption, certPath, certificate);
  const key = await pem(keyOption, keyPath, createPrivateKey);
  if (!certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new UsageError(`${keyOption} ${keyPath}: not the key of the certificate in ${certPath}.`);
  }
  return { cert, key };
}

function certificate(text: string): X509Certificate {
  return new X509Certificate(text);
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
