import { expect, test } from 'vitest';
import type { FormatId } from '../../../src/contract/requirement.ts';
import { judged } from '../judge.ts';
import type { StartProxy } from '../server-process.ts';

const FORMATS = ['anthropic', 'bedrock', 'vertex'] as const;

/** A proxy, and all that is to be found with it. */
export interface Row {
  readonly start: StartProxy;
  /** `<status> <check>`, in every format. */
  readonly finds: readonly string[];
  /** In one format more. */
  readonly also?: { readonly [format in FormatId]?: readonly string[] };
  /** What it does at one time and not at another, when two things happen at once. */
  readonly sometimes?: readonly string[];
}

/** A test for each proxy and each format: just that is found, and nothing else. */
export function expectExactly(how: string, rows: Readonly<Record<string, Row>>): void {
  const named = Object.entries(rows).flatMap(([name, row]) =>
    FORMATS.map((format) => [name, format, row] as const),
  );
  test.each(named)(`%s ${how}, %s`, async (_, format, { start, finds, also, sometimes }) => {
    const found = await judged(start, { format });
    const steady = found.filter((finding) => !sometimes?.includes(finding));
    expect(steady).toEqual([...finds, ...(also?.[format] ?? [])].sort());
  });
}

/** A proxy that hangs up on a kept connection when the upstream hung up on it, in place of an error in JSON. */
export const HANGS_UP = ['warn common/unreachable/quick-json'];

/** A proxy that notices that the client has left only when it has something for it: never while a model thinks. */
export const NOTICES_LATE = [
  'warn common/cancellation/before-first-byte',
  'warn common/cancellation/non-streaming',
];
