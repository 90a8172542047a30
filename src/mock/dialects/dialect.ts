import type { WireId } from '../../wire/format.ts';
import type { RawHeaders } from '../../wire/headers.ts';
import type { Delivery, ErrorAnswer, JsonObject, Step } from '../../wire/scenario.ts';
import type { HeaderContext } from '../encode/headers.ts';
import type { Issuer } from '../encode/ids.ts';
import type { Part } from '../reply.ts';

/** What an answer is, as far as its headers depend on it. */
export type AnswerKind = 'message' | 'stream' | 'count_tokens' | 'models' | 'error';

/** How one API words its answers: ids, headers, envelope of errors, framing of streams. */
export interface Dialect {
  readonly id: WireId;
  /** Whether a stream has a ping behind its first block start unless told otherwise. */
  readonly pings: boolean;
  /** What its ids of messages and calls have behind `msg_` and `toolu_`. */
  readonly issuer: Issuer;
  /** What its usage has beside the counts. */
  readonly usage: JsonObject;
  requestId(seed: string): string;
  /** The headers that belong to the API, not to the connection. */
  headers(kind: AnswerKind, context: HeaderContext): RawHeaders;
  /** A refusal: its body and all of its headers. */
  refusal(
    answer: ErrorAnswer,
    context: HeaderContext,
  ): { readonly body: JsonObject; readonly headers: RawHeaders };
  count(inputTokens: number): JsonObject;
  steps(steps: readonly Step[], delivery: Delivery | undefined): readonly Part[];
}
