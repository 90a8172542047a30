import type { Chunk, Ended, Exchange, Operation, RequestRecord, ResponseRecord } from '../net/exchange.ts';
import type { Call } from '../net/listen.ts';
import type { RawHeaders } from '../wire/headers.ts';

/**
 * The exchange of a call that begins. What a journal holds is made by classes, not written as literals: V8
 * counts which literals outlive a collection and puts what they make straight among the old when nearly all
 * did. To a collection that marks while calls come in, all of a journal seems to. From then on only a full
 * collection would find exchanges that are forgotten, and their bodies with them; a request of 50 KB was seen
 * to cost twice as much.
 */
export class Arrived implements Exchange {
  readonly id: string;
  readonly vantage = 'upstream';
  readonly transport: Call['transport'];
  readonly startedAt = Date.now();
  readonly request: RequestRecord;
  readonly response: ResponseRecord = new Answered();
  operation: Operation;
  declare mark?: string;
  ended: Ended = 'open';
  declare detail?: string;
  endedMs = 0;

  constructor(call: Call, id: string, operation: Operation) {
    this.id = id;
    this.transport = call.transport;
    this.request = new Asked(call);
    this.operation = operation;
  }
}

const NOTHING = new Uint8Array();

class Asked implements RequestRecord {
  readonly method: string;
  readonly target: string;
  readonly headers: RawHeaders;
  body: Uint8Array = NOTHING;
  complete = false;

  constructor({ method, target, headers }: Call) {
    this.method = method;
    this.target = target;
    this.headers = headers;
  }
}

class Answered implements ResponseRecord {
  status = 0;
  headers: RawHeaders = NO_HEADERS;
  // Not `[]`, which is a literal, too.
  readonly chunks = Array.of<Chunk>();
}

const NO_HEADERS: RawHeaders = [];

/** Bytes that were handed over. */
export class Sent implements Chunk {
  readonly ms: number;
  readonly bytes: Uint8Array;

  constructor(ms: number, bytes: Uint8Array) {
    this.ms = ms;
    this.bytes = bytes;
  }
}
