import { expect, test } from 'vitest';
import { targetsOf } from './targets.ts';

const URL = 'http://127.0.0.1:4000';
const AWS = [{ format: 'aws' }] as const;

test('a format that needs a header has one of its own', () => {
  const [{ headers }] = targetsOf(URL, { headers: [['x-team', 'a']] }, AWS);
  expect(headers.map(([name]) => name)).toEqual(['anthropic-workspace-id', 'x-team']);
});

test('the same header, when it is given, stands in its place', () => {
  const given = ['Anthropic-Workspace-Id', 'wrkspc_01Given'] as const;
  const [{ headers }] = targetsOf(URL, { headers: [given] }, AWS);
  expect(headers).toEqual([given]);
});
