import { z } from 'zod';
import type { Exchange, Operation } from './exchange.ts';

/** Where the control API of a mock lives; nothing below it is journalled. */
export const CONTROL_PATH = '/__gateway-check';
/** Carries the control token. */
export const TOKEN_HEADER = 'x-gateway-check-token';

const base64 = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'));
const headers = z.array(z.tuple([z.string(), z.string()]));

/** Every operation: one that is missing here does not compile. */
export const operationSchema = z.enum({
  messages: 'messages',
  count_tokens: 'count_tokens',
  models: 'models',
  profiles: 'profiles',
  hello: 'hello',
  other: 'other',
} satisfies { [O in Operation]: O });

const exchange = z.object({
  id: z.string(),
  vantage: z.enum(['upstream', 'client']),
  transport: z.enum(['http/1.1', 'h2c', 'https/1.1', 'h2']),
  startedAt: z.number(),
  request: z.object({
    method: z.string(),
    target: z.string(),
    headers,
    body: base64,
    complete: z.boolean(),
  }),
  response: z.object({
    status: z.number(),
    headers,
    chunks: z.array(z.object({ ms: z.number(), bytes: base64 })),
  }),
  operation: operationSchema,
  mark: z.string().exactOptional(),
  ended: z.enum([
    'open',
    'complete',
    'client-gone',
    'cut',
    'reset',
    'refused',
    'timeout',
    'cancelled',
    'malformed',
  ]),
  detail: z.string().exactOptional(),
  endedMs: z.number(),
}) satisfies z.ZodType<Exchange>;

/** Exchanges as JSON text: like the type, with bytes as base64. */
export function encodeExchanges(exchanges: readonly Exchange[]): string {
  return JSON.stringify(
    exchanges.map(({ request, response, ...rest }) => ({
      ...rest,
      request: { ...request, body: toBase64(request.body) },
      response: {
        ...response,
        chunks: response.chunks.map(({ ms, bytes }) => ({ ms, bytes: toBase64(bytes) })),
      },
    })),
  );
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

/**
 * Exchanges from their JSON text.
 * @throws ZodError or SyntaxError when it is something else
 */
export function decodeExchanges(json: string): readonly Exchange[] {
  return z.array(exchange).parse(JSON.parse(json));
}
