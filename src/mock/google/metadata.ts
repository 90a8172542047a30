import type { RequestRecord } from '../../net/exchange.ts';
import { header } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import type { Reply } from '../reply.ts';
import { whole } from './reply.ts';
import { accessToken } from './token.ts';

const PROJECT = 'gateway-check';
const EMAIL = `mock@${PROJECT}.iam.gserviceaccount.com`;
const ACCOUNT = {
  aliases: ['default'],
  email: EMAIL,
  scopes: ['https://www.googleapis.com/auth/cloud-platform'],
};

/** The entries that Google's auth libraries ask for to detect a machine of Google and to use its account. */
const TREE: JsonObject = {
  instance: {
    'service-accounts': { default: ACCOUNT, [EMAIL]: ACCOUNT },
    zone: 'projects/1/zones/us-east5-a',
  },
  project: { 'numeric-project-id': '1', 'project-id': PROJECT },
  universe: { 'universe-domain': 'googleapis.com' },
};

const FLAVOR = [
  ['metadata-flavor', 'Google'],
  ['server', 'Metadata Server for VM'],
] as const;

/**
 * The metadata server of Google's machines, below `/computeMetadata/v1`: entries as text, lists of entries,
 * or with `?recursive=true` as JSON; the token of the default account. Like the genuine one it answers only
 * a caller that says `Metadata-Flavor: Google`, and says the same.
 * @param path below `/computeMetadata/v1`
 */
export function metadata({ headers }: RequestRecord, path: string, query: string): Reply {
  if (header(headers, 'metadata-flavor')?.toLowerCase() !== 'google') {
    return whole(403, 'text/html; charset=UTF-8', 'Missing Metadata-Flavor:Google header.\n', FLAVOR);
  }
  const names = path.split('/').filter((name) => name !== '');
  const isToken = names.at(-1) === 'token';
  const entry = find(isToken ? names.slice(0, -1) : names);
  if (entry === undefined || (isToken && !isAccount(entry))) {
    return whole(404, 'text/html; charset=UTF-8', 'Not Found\n', FLAVOR);
  }
  if (isToken) return whole(200, 'application/json', JSON.stringify(accessToken(EMAIL)), FLAVOR);
  if (new URLSearchParams(query).get('recursive') === 'true') {
    return whole(200, 'application/json', JSON.stringify(entry), FLAVOR);
  }
  return whole(200, 'application/text', listing(entry), FLAVOR);
}

function find(names: readonly string[]): unknown {
  let entry: unknown = TREE;
  for (const name of names) entry = isObject(entry) && Object.hasOwn(entry, name) ? entry[name] : undefined;
  return entry;
}

function isAccount(entry: unknown): boolean {
  return isObject(entry) && 'email' in entry;
}

/** A directory lists its entries, with a slash behind each that is one itself. */
function listing(entry: unknown): string {
  if (Array.isArray(entry)) return entry.map((line) => `${line}\n`).join('');
  if (!isObject(entry)) return String(entry);
  const names = Object.entries(entry).map(([name, value]) => (isObject(value) ? `${name}/` : name));
  if (isAccount(entry)) names.push('token');
  return names.map((name) => `${name}\n`).join('');
}
