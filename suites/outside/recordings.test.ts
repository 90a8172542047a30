import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Exchange } from '../../src/suite.ts';
import {
  brokenCharacters,
  citations,
  comments,
  defects,
  type Judge,
  rateLimits,
  streamUsage,
  toolInput,
  wholeMessage,
} from './judgements.ts';

/** Answers of the real APIs, beside the project's tree. */
const FOLDER = new URL('../../../shared/recordings/', import.meta.url);
const present = existsSync(FOLDER);
const where = present ? 'recorded answers' : 'PASSES WITHOUT LOOKING: no recordings beside the project';

const OF_STREAMS: Readonly<Record<string, Judge>> = {
  order: defects('stream/'),
  framing: defects('sse/', 'json/', 'frame/', 'bedrock/'),
  streamUsage,
  toolInput,
  citations,
  brokenCharacters,
  comments,
};

interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly fidelity?: string;
  readonly headersFiltered?: boolean;
  readonly request: { readonly method: string; readonly url: string };
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string | readonly string[]>>;
    readonly body?: string;
    readonly bodyBase64?: string;
  };
}

function recordings(service: string): Recording[] {
  if (!present) return [];
  const folder = new URL(`${service}/`, FOLDER);
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
}

/** As if it had just come. */
function asReceived({ request, response }: Recording): Exchange {
  const bytes = Buffer.from(
    response.bodyBase64 ?? response.body ?? '',
    response.bodyBase64 ? 'base64' : 'utf8',
  );
  // The recorders have unpacked what they keep.
  const headers = Object.entries(response.headers ?? {})
    .filter(([name]) => name.toLowerCase() !== 'content-encoding')
    .flatMap(([name, values]) => [values].flat().map((value) => [name, String(value)] as const));
  return {
    id: 'c1',
    vantage: 'client',
    transport: 'https/1.1',
    startedAt: 0,
    request: {
      method: request.method,
      target: request.url,
      headers: [],
      body: new Uint8Array(),
      complete: true,
    },
    response: { status: response.status, headers, chunks: [{ ms: 0, bytes }] },
    operation: 'messages',
    ended: 'complete',
    endedMs: 1,
  };
}

const isStream = ({ response: { status, body = '', bodyBase64 } }: Recording) =>
  status === 200 && (body.startsWith('event:') || bodyBase64 !== undefined);
const isMessage = ({ endpoint, response: { status, body = '' } }: Recording) =>
  status === 200 &&
  body.startsWith('{') &&
  /^(messages|invoke|rawPredict)$/.test(endpoint) &&
  !body.includes('\n{');

test.each(['anthropic', 'bedrock', 'vertex'])(
  `%s: whatever a model says, its answers pass (${where})`,
  { timeout: 60_000 },
  (service) => {
    const all = recordings(service);
    const found = all.flatMap((recording) => {
      const judges = isStream(recording) ? OF_STREAMS : isMessage(recording) ? { wholeMessage } : {};
      const answer = asReceived(recording);
      return Object.entries(judges).flatMap(([name, judge]) =>
        judge(answer).map((flaw) => [recording.id, name, flaw]),
      );
    });
    const count = [isStream, isMessage].map((of) => all.filter(of).length);
    process.stdout.write(`${service}: ${count[0]} streams and ${count[1]} messages judged\n`);
    expect(found).toEqual([]);
    if (present) expect(Math.min(...count)).toBeGreaterThan(5);
  },
);

test(`nearly every organisation is told its limits (${where})`, () => {
  const whole = recordings('anthropic').filter(
    (recording) => isMessage(recording) && !recording.fidelity && !recording.headersFiltered,
  );
  const without = whole.filter((recording) => rateLimits(asReceived(recording)).length > 0);
  if (present) expect(without.length / whole.length).toBeLessThan(0.05);
});
