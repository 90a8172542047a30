import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type RawHeaders, withoutHeaders } from '../wire/headers.ts';
import { MARK } from './check.ts';
import { fixture, type RequestFixture } from './fixtures.ts';

/** The folders below `fixtures/requests`, with the format that recordings of the real client name. */
const FORMATS = {
  anthropic: 'anthropic',
  aws: 'anthropic-aws',
  bedrock: 'bedrock',
  foundry: 'foundry',
  mantle: 'mantle',
  vertex: 'vertex',
};
const FOLDER = new URL('../../fixtures/requests/', import.meta.url);
/** The recordings lie beside the project's tree; a checkout without them skips the comparison. */
const CAPTURES = new URL('../../../shared/captures/', import.meta.url);

/** What belongs to a run or to a connection, not to the request. */
const ELSEWHERE = ['authorization', 'x-api-key', 'host', 'content-length', 'connection'];
/** Folders of a real machine; `/home/user` is what every recording has in their place. */
const MACHINE_PATH = /\/home\/(?!user\b)|\/root\b|\/tmp\b|\/work\b|\/Users\/|\b[A-Z]:\\/;
const SECRET = /sk-ant-|AKIA|AKID|Bearer |ya29\.|"signature": "c2ln/;

const files = Object.entries(FORMATS).flatMap(([folder, format]) =>
  readdirSync(new URL(`${folder}/`, FOLDER)).map((file) => ({ path: `${folder}/${file}`, format })),
);

describe.each(files)('$path', ({ path, format }) => {
  const text = readFileSync(new URL(path, FOLDER), 'utf8');
  const request = fixture<RequestFixture>(`requests/${path}`);

  test('holds no credential, no host, no length and no path of a machine', () => {
    expect(withoutHeaders(request.headers, ...ELSEWHERE)).toEqual(request.headers);
    expect(text).not.toMatch(SECRET);
    expect(text).not.toMatch(MACHINE_PATH);
  });

  test('has one place for the mark in its body, if it has a body', () => {
    expect(text.split(MARK).length - 1).toBe(request.method === 'POST' ? 1 : 0);
    expect('body' in request).toBe(request.method === 'POST');
  });

  test.runIf(existsSync(CAPTURES))('says in its own words what the real client sent', () => {
    const differences = captures(format)
      .filter((sent) => sent.method === request.method && sent.url === request.target)
      .map((sent) => difference([sent.headers, sent.body], [request.headers, request.body], ''));
    expect(differences).toContain('none');
  });
});

interface Capture {
  readonly method: string;
  readonly url: string;
  readonly headers: RawHeaders;
  readonly body: unknown;
}

function captures(format: string): Capture[] {
  return readdirSync(CAPTURES)
    .map((file) => JSON.parse(readFileSync(new URL(file, CAPTURES), 'utf8')))
    .filter((recorded) => recorded.format === format)
    .map(({ request }) => ({
      ...request,
      headers: withoutHeaders(request.headers, ...ELSEWHERE),
      body: decoded(request.body),
    }));
}

/** A count of Bedrock carries its Messages body in base64; the fixture shows it decoded. */
function decoded(body: { input?: { invokeModel: { body: string } } } | null): unknown {
  if (!body?.input) return body ?? undefined;
  const inner = JSON.parse(Buffer.from(body.input.invokeModel.body, 'base64').toString());
  return { input: { invokeModel: { body: inner } } };
}

/** Prose is the fixture's own, and so are ids, signatures and the text of that one count. */
const OWN_TEXT = /^<redacted:\d+>$/;
const OWN_VALUE = /\.(id|tool_use_id|signature)$|\.invokeModel\.body\.messages\.0\.content$/;

/** The path of the first member that differs in type, key order or value; `none` when all agree. */
function difference(sent: unknown, kept: unknown, path: string): string {
  if (typeof sent === 'string' && (OWN_TEXT.test(sent) || OWN_VALUE.test(path))) {
    return typeof kept === 'string' ? 'none' : path;
  }
  if (typeof sent !== 'object' || sent === null || typeof kept !== 'object' || kept === null) {
    return sent === kept ? 'none' : path;
  }
  const [a, b] = [Object.entries(sent), Object.entries(kept)];
  if (Array.isArray(sent) !== Array.isArray(kept) || a.length !== b.length) return path;
  for (const [index, [key, value]] of a.entries()) {
    const [otherKey, other] = b[index] ?? [];
    const found = otherKey === key ? difference(value, other, `${path}.${key}`) : `${path}.${key}`;
    if (found !== 'none') return found;
  }
  return 'none';
}
