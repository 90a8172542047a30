import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Exchange } from '../net/exchange.ts';
import { header } from '../wire/headers.ts';
import { foreignReply, invalidType } from './controls.ts';
import { fingerprintOf, requestIdShape } from './fingerprint.ts';
import { errorOf } from './refused.ts';

/** Answers of the real APIs, beside the project's tree. */
const FOLDER = new URL('../../../shared/recordings/', import.meta.url);
const where = existsSync(FOLDER) ? 'recordings' : 'PASSES WITHOUT LOOKING: no recordings beside the project';

interface Recorded {
  readonly id: string;
  readonly fidelity?: string;
  readonly headersFiltered?: boolean;
  readonly request: { readonly method?: string; readonly url?: string };
  readonly response: {
    readonly status: number;
    readonly headers?: { readonly [name: string]: readonly string[] | string };
    readonly body?: string;
  };
}

function recordings(service: string): Recorded[] {
  if (!existsSync(FOLDER)) return [];
  const folder = new URL(`${service}/`, FOLDER);
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
}

function exchangeOf({ id, request, response }: Recorded): Exchange {
  const { method = 'POST', url = '/v1/messages' } = request;
  const { status, headers = {}, body = '' } = response;
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value] as const),
  );
  const bytes = Buffer.from(body);
  return {
    id,
    vantage: 'client',
    operation: 'messages',
    transport: 'https/1.1',
    startedAt: 0,
    request: {
      method,
      target: url.replace(/^https?:\/\/[^/]+/, '') || '/',
      headers: [],
      body: new Uint8Array(),
      complete: true,
    },
    response: { status, headers: lines, chunks: [{ ms: 0, bytes }] },
    ended: 'complete',
    endedMs: 0,
  };
}

/** Recorders replaced some ids by names of their own. */
const isPlaceholder = (id: string) => /REDACTED|REQUEST|fixture|[<[]/i.test(id);

test(`${where}: refusals of the Messages API have one shape of request id, and say not to retry`, () => {
  const refusals = recordings('anthropic').filter(({ response, headersFiltered }) => {
    const headers = Object.keys(response.headers ?? {});
    return [400, 404].includes(response.status) && headers.length > 5 && !headersFiltered;
  });
  for (const recorded of refusals) {
    const exchange = exchangeOf(recorded);
    const id = header(exchange.response.headers, 'request-id') ?? '';
    if (!isPlaceholder(id)) expect(requestIdShape(exchange), recorded.id).toBe('req_<24>');
    expect(header(exchange.response.headers, 'x-should-retry'), recorded.id).toBe('false');
    expect(fingerprintOf(exchange).envelope, recorded.id).toMatch(
      /^error\.message error\.type (request_id )?type/,
    );
  }
  if (existsSync(FOLDER)) expect(refusals.length).toBeGreaterThan(5);
});

test(`${where}: a result for a call that nobody made is refused by its path and its id`, () => {
  const strays = recordings('anthropic').filter(
    ({ response }) => response.status === 400 && /unexpected `tool_use_id`/.test(response.body ?? ''),
  );
  for (const recorded of strays) {
    const { type, message = '' } = errorOf(exchangeOf(recorded)) ?? {};
    expect(type, recorded.id).toBe(invalidType('anthropic'));
    expect(message, recorded.id).toMatch(/^messages\.\d+\.content\.\d+: .*: [\w-]+\. /);
  }
  if (existsSync(FOLDER)) expect(strays.length).toBeGreaterThan(1);
});

test(`${where}: a refusal of Bedrock has its id and its type in headers of its own`, () => {
  const refusals = recordings('bedrock').filter(
    ({ response, request }) =>
      response.status === 400 &&
      Object.keys(response.headers ?? {}).length > 3 &&
      /\/invoke/.test(request.url ?? ''),
  );
  for (const recorded of refusals) {
    const { requestId, headers, envelope } = fingerprintOf(exchangeOf(recorded));
    expect({ requestId, headers, envelope }, recorded.id).toEqual({
      requestId: 'uuid',
      headers: 'x-amzn-errortype x-amzn-requestid',
      envelope: 'message',
    });
  }
  if (existsSync(FOLDER)) expect(refusals.length).toBeGreaterThan(0);
});

test.each(['anthropic', 'vertex', 'bedrock'] as const)(
  `${where}: replies of %s pass for what they are`,
  (format) => {
    const target = {
      url: 'https://gateway.example',
      format,
      topology: 'relay',
      model: 'claude-opus-5-5',
      project: 'p',
      location: 'l',
      headers: [],
      models: {},
      features: {},
      deviations: [],
      labels: {},
    } as const;
    // Of streams some recorders kept the events alone, one a line.
    const whole = recordings(format).filter(({ fidelity }) => fidelity !== 'chunks-only');
    const replies = whole.filter(({ response: { status, body = '' } }) => {
      const id = /"id":\s*"(msg_[^"]+)"/.exec(body.slice(0, 400))?.[1];
      return status === 200 && body.startsWith('{') && id !== undefined && !isPlaceholder(id);
    });
    const foreign = replies.filter((recorded) => foreignReply(exchangeOf(recorded), target) !== undefined);
    expect(foreign.map(({ id }) => id)).toEqual([]);
    if (existsSync(FOLDER)) expect(replies.length).toBeGreaterThan(10);
  },
);
