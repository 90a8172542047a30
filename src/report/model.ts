import { z } from 'zod';

/**
 * The report, the one thing all other reports are made from. Versioned: within `@1` keys are only
 * added, so readers ignore those they do not know. Credentials appear in no field.
 */
const headerLines = z
  .array(z.tuple([z.string(), z.string()]))
  .describe('name and value, in order, as on the wire');

const bytes = z
  .object({
    bytes: z.int().describe('true length, also when the content is cut'),
    text: z.string().optional(),
    base64: z.string().optional().describe('in place of text when the bytes are not UTF-8'),
    truncated: z.literal(true).optional(),
  })
  .describe('bytes after redaction, at most 16 KB of them, or what --trace-bytes says');

const exchange = z.object({
  id: z.string().describe('c1, c2 ... at the client; u1, u2 ... at the upstream'),
  vantage: z.enum(['client', 'upstream']),
  requestLine: z.string(),
  requestHeaders: headerLines,
  requestBody: bytes,
  status: z.int().describe('0 when there was no answer'),
  responseHeaders: headerLines,
  chunks: z.array(bytes.extend({ ms: z.number().describe('since the exchange began') })),
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
  detail: z.string().optional(),
});

const where = z.object({
  exchange: z.string().optional(),
  part: z.enum([
    'request-line',
    'request-header',
    'request-body',
    'status',
    'response-header',
    'response-body',
    'event',
    'connection',
  ]),
  path: z.string().optional().describe('header name or dotted JSON path'),
  event: z.int().optional().describe('number of the stream event, from 0'),
  offset: z.int().optional().describe('bytes from the start of the body'),
});

const format = z.enum(['anthropic', 'bedrock', 'vertex', 'foundry', 'aws', 'mantle']);
const level = z.enum(['must', 'should', 'may']);
const vantage = z.enum(['upstream', 'client']);
const source = z.object({ title: z.string(), url: z.string().optional() });

const deviation = z
  .object({ requirement: z.string(), reason: z.string(), url: z.string().optional() })
  .describe('a departure that the operator declared');

const result = z.object({
  check: z.string(),
  requirements: z.array(z.string()),
  level,
  format,
  vantage,
  status: z.enum(['pass', 'fail', 'warn', 'skip', 'error']),
  title: z.string(),
  durationMs: z.number(),
  reason: z.string().optional().describe('why it was skipped, or what broke'),
  blockedBy: z.string().optional().describe('requirement or check whose breach is the cause'),
  observations: z.array(
    z.object({ requirement: z.string(), expected: z.string(), actual: z.string(), where }),
  ),
  exchanges: z
    .array(exchange)
    .optional()
    .describe('both hops, of every check that did not pass; with --traces of all'),
  deviations: z.array(deviation).optional(),
  repeat: z.string().describe('the command for this one check'),
  breaks: z.string().describe('what a user of Claude Code sees when the rule is broken'),
  remedy: z.string(),
  source: z.array(source),
  docs: z
    .array(z.string())
    .optional()
    .describe('pages about the requirements concerned, as paths in the package of the tool'),
});

const credentialMode = z.enum(['managed', 'forwarded', 'open', 'none', 'unknown']);

const count = z.int().min(0);
const mustCounts = z.object({ pass: count, fail: count, skip: count, error: count });
const otherCounts = z.object({ pass: count, warn: count, skip: count, error: count });

export const reportSchema = z.object({
  schema: z.literal('gateway-check/report@1'),
  tool: z.object({ name: z.literal('gateway-check'), version: z.string() }),
  contract: z.object({ edition: z.string() }),
  seed: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  target: z.object({
    url: z.string().describe('of the first format'),
    formats: z.array(format),
    topology: z.enum(['relay', 'bridge']),
    upstreamFormat: format.describe('of a bridge; a relay has the first of its formats here'),
    credential: credentialMode.describe('in the first format'),
    served: z
      .array(z.object({ format, url: z.string(), model: z.string(), credential: credentialMode }))
      .describe('where and how each format was checked'),
    labels: z.record(z.string(), z.string()),
  }),
  vantage,
  stopped: z
    .object({ why: z.enum(['unproven', 'interrupted']), reason: z.string() })
    .optional()
    .describe('set when the run ended before its time'),
  billable: z
    .object({
      limit: count.describe('requests that a provider might bill: the most that there could be'),
      used: count.describe('those that were answered with success, or broke off'),
    })
    .optional()
    .describe('in the client vantage, where a real provider may stand behind the target'),
  summary: z
    .object({
      verdict: z.enum(['conforming', 'partial', 'not-conforming', 'untested']),
      must: mustCounts,
      should: otherCounts,
      may: otherCounts,
    })
    .describe('requirement x format, each with the worst status of its results'),
  results: z.array(result),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportResult = z.infer<typeof result>;
export type ReportExchange = z.infer<typeof exchange>;
export type ReportBytes = z.infer<typeof bytes>;
