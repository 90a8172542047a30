import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type RequirementId, requirement, requirements } from './index.ts';
import type { Requirement } from './requirement.ts';
import { MESSAGES } from './row.ts';
import { sources } from './sources.ts';

const idShape = /^[A-Z]+(-[A-Z]+)?-\d{2}[b-z]?$/;
const mainId = (id: string) => id.replace(/[b-z]$/, '');
const ids = requirements.map((row) => row.id);

test('ids are unique and of one shape', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(idShape);
  expect(requirement('MSG-HDR-01').id).toBe('MSG-HDR-01');
});

test('a lettered row carries another level than the row it was split from', () => {
  const byId = new Map(requirements.map((row) => [row.id, row]));
  for (const row of requirements.filter(({ id }) => mainId(id) !== id)) {
    expect(byId.get(mainId(row.id))?.level, row.id).not.toBe(row.level);
    expect(byId.has(mainId(row.id)), row.id).toBe(true);
  }
});

test.each(requirements)('$id is complete', (row) => {
  expect(row.title.length).toBeGreaterThan(0);
  expect(row.title.length).toBeLessThan(80);
  for (const text of texts(row)) expect(text).toMatch(/^\S.*[.?][`"]?$/);
  const lists: readonly (readonly unknown[])[] = [row.formats, row.topologies, row.vantages, row.sources];
  for (const list of lists) {
    expect(list.length).toBeGreaterThan(0);
    expect(new Set(list).size).toBe(list.length);
  }
});

/** They are read alone, in a finding: a pointer to another row is no advice. */
test.each(requirements)(
  '$id says itself what breaks and what to change',
  ({ breaks, remedy, levelReason }) => {
    for (const text of [breaks, remedy, levelReason]) expect(text).not.toMatch(/^As for /);
  },
);

test('operators of common products find their settings', () => {
  const products = [
    ...['LiteLLM', 'Bifrost', 'Portkey', 'claude-code-router', 'Claude apps gateway', 'Kong', 'Envoy'],
    ...['nginx', 'HAProxy', 'Apache', 'Caddy', 'Cloudflare', 'AWS', 'Azure API Management', 'Express'],
  ];
  const advice = requirements.map(({ remedy }) => remedy);
  for (const product of products) {
    expect(advice.filter((text) => text.includes(product)).length, product).toBeGreaterThan(2);
  }
});

function texts(row: Requirement): string[] {
  const notes = [row.unchecked?.note, row.doubt?.note].filter((note) => note !== undefined);
  return [row.statement, row.levelReason, row.breaks, row.remedy, ...notes];
}

/** A row that only repeats others is judged by their checks, so these must be there, in its formats, at its level. */
test('a row that restates others names rows of its level that bind its formats', () => {
  const byId = new Map(requirements.map((row) => [row.id, row]));
  for (const row of requirements.filter(({ restates }) => restates !== undefined)) {
    expect(row.restates, row.id).not.toEqual([]);
    expect(row.unchecked, row.id).toBeUndefined();
    for (const id of row.restates ?? []) {
      const restated = byId.get(id);
      expect(restated?.level, `${row.id}: ${id}`).toBe(row.level);
      expect(restated?.formats, `${row.id}: ${id}`).toEqual(expect.arrayContaining([...row.formats]));
      expect(restated?.topologies, `${row.id}: ${id}`).toEqual(expect.arrayContaining([...row.topologies]));
      expect(restated?.restates ?? restated?.unchecked, `${row.id}: ${id}`).toBeUndefined();
    }
  }
});

test('a rule for bridges binds clients of the Messages format', () => {
  const bridging = requirements.filter(({ topologies }) => !topologies.includes('relay'));
  expect(bridging.map(({ id }) => id)).toContain('BRG-01');
  for (const { id, formats } of bridging) expect(formats, id).toEqual(MESSAGES);
});

test('a MUST rests on more than our own inference', () => {
  const ours: string = sources.ours.title;
  for (const row of requirements.filter(({ level }) => level === 'must')) {
    expect(
      row.sources.some(({ title }) => title !== ours),
      row.id,
    ).toBe(true);
  }
});

test('every source is used by some row', () => {
  const used = new Set(requirements.flatMap((row) => row.sources.map(({ title }) => title)));
  expect(Object.values(sources).filter(({ title }) => !used.has(title))).toEqual([]);
});

/**
 * What the Claude apps gateway of Claude Code 2.1.330 was seen to do, with an upstream in the Messages format and, as
 * a bridge, with Bedrock and Vertex. A rule that the vendor's own gateway does not keep cannot be a MUST.
 */
const departures: readonly (readonly [does: string, rule: RequirementId])[] = [
  ['drops unknown anthropic-* request headers', 'MSG-HDR-08'],
  ['drops request headers invented for the run', 'DRIFT-01b'],
  ['turns an upstream 500 into its own 502', 'ERR-02b'],
  ['turns an upstream 529 into its own 502', 'ERR-03b'],
  ['replaces the body of 5xx and HTML errors by its own', 'ERR-01b'],
  ['loses retry-after of an upstream 5xx', 'ERR-08b'],
  ['loses x-should-retry of an upstream 5xx', 'ERR-10b'],
  ['replaces request-id on answers and omits it on errors', 'RSP-02'],
  ['drops anthropic-ratelimit-unified-* response headers', 'RSP-03'],
  ['drops the other anthropic-ratelimit-* response headers', 'RSP-04'],
  ['answers an unknown model with 400, without asking the upstream', 'MSG-EP-05'],
  ['answers HEAD /api/hello with 404, or 401 without a token', 'PROBE-01'],
  ['sends no x-should-retry with its own refusals', 'ERR-11'],
  ['sends every beta value on to Bedrock and Vertex', 'BRG-02b'],
  ['answers a refusal by Bedrock in general words', 'BRG-06b'],
  ['turns every error in the stream of a provider into api_error', 'BRG-05b'],
  ['lets a top-level cache_control through to Bedrock', 'BRG-10'],
  ['leaves the metrics of Bedrock in message_stop', 'BRG-08b'],
  ['asks for a length, with 411, where a body comes in chunks', 'MSG-HDR-11b'],
  ['forwards the query as it came, whatever is in it', 'AUTH-09'],
  ['answers an unknown path with the text "not found"', 'GEN-EP-05'],
  ['lists models under their ids as display names', 'DISC-09'],
  ['lists models without their limits and capabilities', 'DISC-11'],
  ['refuses a body over its limit with 413 and the text "payload too large"', 'LIM-02b'],
];

/** Rules that it departs from as a bridge alone: these bind relays, and the bridge has milder ones of its own. */
const departuresAsBridge: readonly (readonly [does: string, rule: RequirementId])[] = [
  ['re-serialises the body', 'MSG-BODY-02'],
  ['drops unknown events', 'MSG-STR-16'],
  ['drops the pings of a Vertex upstream and sends its own every 15 s', 'MSG-STR-09'],
  ['replaces type and message of an error event', 'MSG-STR-12'],
  ['replaces the wording of a 4xx', 'ERR-01'],
  ['says neither the wording nor a token on a 4xx of Bedrock', 'ERR-04'],
  ['loses retry-after of a 429', 'ERR-08'],
  ['loses x-should-retry of a 429', 'ERR-10'],
  ['keeps one beta value on counts', 'CNT-03'],
  ['forwards no response header', 'RSP-02'],
];

test.each(departuresAsBridge)('as a bridge, the Claude apps gateway %s: %s binds relays only', (_, rule) => {
  expect(requirement(rule).topologies).toEqual(['relay']);
});

test.each(departures)('the Claude apps gateway %s: %s is no MUST', (_, rule) => {
  expect(requirement(rule).level).not.toBe('must');
});

/** What it does within the rules, so that these may stay as strict as they are. */
const kept: readonly (readonly [does: string, rule: RequirementId])[] = [
  ['joins two anthropic-beta lines into one', 'MSG-HDR-01'],
  ['drops x-claude-code-* and x-app, and appends to user-agent', 'MSG-HDR-09'],
  ['answers a prompt that is too long with the words of the upstream', 'ERR-05'],
  ['relays a 429 with retry-after and x-should-retry', 'ERR-08'],
  ['resets the connection when the upstream stream breaks', 'MSG-STR-13'],
  ['answers a bad credential itself, with 401', 'AUTH-05'],
  ['lists its models itself', 'DISC-04'],
  ['unpacks gzip before it relays', 'RSP-08'],
  ['moves model, version and betas to where Bedrock and Vertex want them', 'BRG-01'],
  ['keeps beta values and fields it does not know, both halves of them', 'BRG-02'],
  ['ends a cut provider stream with an error event', 'BRG-05'],
  ['waits two minutes for the headers of an answer, longer than slow runs hold one', 'LIM-04'],
  ['sends pings of its own into the silent gaps of Bedrock', 'MSG-STR-10'],
];

test.each(kept)('the Claude apps gateway %s: %s stays a MUST', (_, rule) => {
  expect(requirement(rule).level).toBe('must');
});

const catalogue = new URL('../../../shared/contract.md', import.meta.url);
/** Rows of our own, which rest on public reports. */
const isOurs = (id: string) => id.startsWith('GWC-');
test.skipIf(!existsSync(catalogue))('the ledger has the rows of the catalogue, where it is there', () => {
  const written = readFileSync(catalogue, 'utf8').matchAll(/^\| ([A-Z]+(?:-[A-Z]+)?-\d{2}) \|/gm);
  const expected = [...written, ['', 'FEAT-00'] as const].map(([, id]) => String(id));
  const ofCatalogue = ids.filter((id) => !isOurs(id));
  expect([...new Set(ofCatalogue.map(mainId))].sort()).toEqual(expected.sort());
});
