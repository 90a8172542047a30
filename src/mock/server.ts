import type { Exchange } from '../net/exchange.ts';
import { Journal } from '../net/journal.ts';
import { type Call, listen } from '../net/listen.ts';
import type { Upstream } from '../net/upstream.ts';
import type { Scenario } from '../wire/scenario.ts';
import { findMark } from './find-mark.ts';
import { Scenarios } from './match.ts';
import { type Playing, play } from './play.ts';
import { MAX_BODY } from './request-body.ts';
import { type Answered, type Policy, respond, type Validation } from './respond.ts';
import { route } from './routes.ts';
import { Scripts } from './scripts.ts';
import { inProcess } from './upstream.ts';

export interface MockOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Where exchanges are recorded; a run shares one with its client. */
  readonly journal?: Journal;
  /** Default `none`. */
  readonly validation?: Validation;
  readonly apiKey?: string;
  /** Model names to accept beside those of the Claude families. */
  readonly models?: readonly string[];
  readonly scenarios?: readonly Scenario[];
  /** Told once each what only a strict mock would have refused. */
  readonly onWarning?: (message: string) => void;
  /** Told of every answer, for a log. */
  readonly onAnswer?: (answered: Answered) => void;
}

/** A running mock. */
export interface Mock extends AsyncDisposable {
  readonly url: string;
  readonly journal: Journal;
  readonly upstream: Upstream;
  /** Ends what is still open and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts the reference mock, which is also the recording upstream: it journals every request as it
 * arrived, then answers as scripted for the request's mark, or by Scenario, or by default.
 * @throws the system's error when the port cannot be had
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const journal = options.journal ?? new Journal();
  const scripts = new Scripts();
  const policy = policyOf(options);
  const open = new Set<(detail: string) => void>();
  let count = 0;
  const listening = await listen(options, (call) => {
    count += 1;
    answer(call, `u${count}`, { journal, scripts, policy, open });
  });
  const url = `http://${listening.host}:${listening.port}`;
  const close = async () => {
    for (const abandon of open) abandon('the mock was closed');
    await listening.close();
  };
  return { url, journal, upstream: inProcess(url, journal, scripts), close, [Symbol.asyncDispose]: close };
}

/** Messages that differ from request to request must not be remembered without end. */
const MAX_WARNINGS = 1_000;

/** The options as `respond` wants them; every warning is passed on once. */
function policyOf(options: MockOptions): Policy {
  const { validation = 'none', apiKey, models, scenarios = [], onWarning, onAnswer } = options;
  const told = new Set<string>();
  return {
    validation,
    ...(apiKey !== undefined && { apiKey }),
    ...(models !== undefined && { models }),
    ...(onAnswer && { onAnswer }),
    scenarios: new Scenarios(scenarios),
    warn: (message) => {
      if (told.has(message) || told.size >= MAX_WARNINGS) return;
      told.add(message);
      onWarning?.(message);
    },
  };
}

interface Desk {
  readonly journal: Journal;
  readonly scripts: Scripts;
  readonly policy: Policy;
  /** How to give up each exchange that is still open. */
  readonly open: Set<(detail: string) => void>;
}

/** Journals one call as it comes in, answers it and notes how it ended. */
function answer(call: Call, id: string, { journal, scripts, policy, open }: Desk): void {
  const started = performance.now();
  const now = () => performance.now() - started;

  const { method, target, headers, sink } = call;
  const { operation } = route(method, target);
  const exchange: Exchange = {
    id,
    vantage: 'upstream',
    transport: call.transport,
    startedAt: Date.now(),
    request: { method, target, headers, body: new Uint8Array(), complete: false },
    response: { status: 0, headers: [], chunks: [] },
    operation,
    ended: 'open',
    endedMs: 0,
  };
  journal.add(exchange);

  const settle = (how: Exchange['ended'], detail?: string) => {
    if (exchange.ended !== 'open') return;
    open.delete(abandon);
    exchange.ended = how;
    if (detail !== undefined) exchange.detail = detail;
    exchange.endedMs = now();
    journal.ended(exchange);
  };
  const abandon = (detail: string) => settle('cut', detail);
  open.add(abandon);

  const pieces: Buffer[] = [];
  let size = 0;
  /** Keeps what has arrived and reads its mark. */
  const take = () => {
    exchange.request.body = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    const mark = scripts.any ? findMark(exchange.request, (known) => scripts.has(known)) : undefined;
    if (mark !== undefined) exchange.mark = mark;
    return mark;
  };

  let playing: Playing | undefined;
  sink.onClose((whole, detail) => {
    playing?.stop();
    if (!exchange.request.complete) take();
    settle(playing?.ending() ?? (whole ? 'complete' : 'client-gone'), detail);
  });
  call.body.on('data', (bytes: Buffer) => {
    size += bytes.length;
    // One byte too many tells a body that is too large; the rest is not kept.
    if (size <= MAX_BODY + bytes.length) pieces.push(bytes);
  });
  call.body.on('end', () => {
    if (!call.whole()) return;
    exchange.request.complete = true;
    const mark = take();
    journal.changed();
    const script = mark === undefined ? undefined : scripts.find(mark, operation);
    const reply = respond({ request: exchange.request, exchange: id, script }, policy);
    const gates = scripts.gates(mark ?? reply.gates ?? '');
    playing = play(reply, { exchange, journal, sink, gates, now });
  });
}
