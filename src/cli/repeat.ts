import type { FormatId } from '../contract/requirement.ts';
import { isSecretHeader, REDACTED, redact } from '../net/redact.ts';
import type { RunOptions } from './run-command.ts';

/** Options that decide what a check meets, by name on the command line. Selection and output do not. */
const CARRIED = {
  target: '--target',
  upstreamFormat: '--upstream-format',
  upstreamPublic: '--upstream-public',
  upstreamUrl: '--upstream-url',
  awsAccessKeyId: '--aws-access-key-id',
  model: '--model',
  ca: '--ca',
  clientCert: '--client-cert',
  clientKey: '--client-key',
  contract: '--contract',
  rate: '--rate',
  maxBillable: '--max-billable',
  timeout: '--timeout',
  gate: '--gate',
  wait: '--wait',
  recovery: '--recovery',
} as const satisfies { [name in keyof RunOptions]?: string };
/** Never printed; a placeholder tells where they belong. */
const SECRET = {
  upstreamKey: '--upstream-key',
  awsSecretAccessKey: '--aws-secret-access-key',
  controlToken: '--control-token',
  apiKey: '--api-key',
  authToken: '--auth-token',
} as const;

/** The command that repeats one check of this run, without its credentials. */
export function repeatCommand(
  url: string | undefined,
  options: RunOptions,
  seed: string,
): (check: string, format: FormatId) => string {
  const words = ['gateway-check', 'run', ...(url === undefined ? [] : [url])];
  if (options.noUpstream) words.push('--no-upstream');
  for (const [name, flag] of Object.entries(CARRIED) as [keyof typeof CARRIED, string][]) {
    const value = options[name];
    if (value !== undefined) words.push(flag, value);
  }
  for (const [name, flag] of Object.entries(SECRET) as [keyof typeof SECRET, string][]) {
    if (options[name] !== undefined) words.push(flag, REDACTED);
  }
  for (const line of options.header ?? []) {
    const [name = ''] = line.split(':', 1);
    words.push('--header', isSecretHeader(name) ? `${name}: ${REDACTED}` : redact(line));
  }
  if (options.http2) words.push('--http2');
  if (options.slow) words.push('--slow');
  return (check, format) => {
    const chosen = format === 'anthropic' && options.target === undefined ? [] : ['--format', format];
    const places = options.upstream?.filter(
      (place) => !place.includes('=') || place.startsWith(`${format}=`),
    );
    const upstream = places?.flatMap((place) => ['--upstream', place]) ?? [];
    return [...words, ...upstream, ...chosen, '--only', check, '--seed', seed].map(quoted).join(' ');
  };
}

/** A word as a POSIX shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
