import { expect, test } from 'vitest';
import type { Step } from '../wire/scenario.ts';
import type { Part } from './reply.ts';
import { encodeSteps, SSE } from './steps.ts';

const event = { event: { type: 'x', text: 'ü' } };
const PLAIN = { padding: false } as const;
const FRAME = 'event: x\ndata: {"type":"x","text":"ü"}\n\n';

/** Parts with their bytes as text. */
function shown(parts: readonly Part[]): unknown[] {
  return parts.map((part) => ('bytes' in part ? Buffer.from(part.bytes).toString() : part));
}

test('texts that nothing parts are one write', () => {
  const parts = encodeSteps([event, { comment: 'hi' }, { raw: 'é' }, event], PLAIN, SSE);
  expect(shown(parts)).toEqual([`${FRAME}: hi\n\né${FRAME}`]);
});

test('delays, gates, ends and foreign bytes part the writes', () => {
  const steps: Step[] = [
    event,
    { delay: 5 },
    event,
    { gate: true },
    { base64: '/w==' },
    event,
    { end: 'cut' },
  ];
  const parts = encodeSteps(steps, PLAIN, SSE);
  expect(parts.map((part) => Object.keys(part)[0])).toEqual([
    'bytes',
    'delay',
    'bytes',
    'gate',
    'bytes',
    'bytes',
    'end',
  ]);
  expect(parts[4]).toEqual({ bytes: Buffer.from([0xff]) });
});

test('in lock-step a gate follows each event, and only events', () => {
  const parts = encodeSteps([event, { comment: 'hi' }, event], { ...PLAIN, lockstep: true }, SSE);
  expect(shown(parts)).toEqual([FRAME, { gate: true }, `: hi\n\n${FRAME}`, { gate: true }]);
});

test('a delay comes before each event', () => {
  const parts = encodeSteps([event, event], { ...PLAIN, eventDelay: 3 }, SSE);
  expect(shown(parts)).toEqual([{ delay: 3 }, FRAME, { delay: 3 }, FRAME]);
});

test('writes of one byte each split characters and join to the same bytes', () => {
  const parts = encodeSteps([event, event], { ...PLAIN, chunkBytes: 1 }, SSE);
  const pieces = parts.flatMap((part) => ('bytes' in part ? [Buffer.from(part.bytes)] : []));
  expect(pieces.every(({ length }) => length === 1)).toBe(true);
  expect(Buffer.concat(pieces).toString()).toBe(FRAME + FRAME);
  expect(parts.filter((part) => 'flush' in part).length).toBe(pieces.length);
});
