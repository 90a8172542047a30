import type { Answer } from '../wire/scenario.ts';
import type { Exchange, Operation } from './exchange.ts';

/** What the answering side does for one probe. */
export interface Script {
  readonly mark: string;
  readonly operation: Operation;
  /** Absent: what the upstream answers by default. */
  readonly answer?: Answer;
  /** Validate the request as the genuine API would, before answering. */
  readonly strict?: boolean;
}

/**
 * A recording upstream, in this process or behind the control API of a running mock. Everything is
 * a promise and every argument plain JSON, so that both are the same to a check.
 */
export interface Upstream {
  /** Where the gateway under test must send its provider traffic. */
  readonly url: string;
  /** Play this answer to every exchange of the mark and operation, from now on. */
  script(script: Script): Promise<void>;
  /** Let the next gate of the mark pass, or `all` that are left. */
  release(mark: string, gates: 'next' | 'all'): Promise<void>;
  /** Every exchange that carries the mark, in order of arrival. */
  exchanges(mark: string): Promise<readonly Exchange[]>;
  /**
   * The exchanges of the mark once `until` holds for one of them: its request has `arrived`
   * whole, or it has `ended`.
   * @throws the signal's reason when it aborts first
   */
  wait(mark: string, until: 'arrived' | 'ended', signal: AbortSignal): Promise<readonly Exchange[]>;
  /** Exchanges without any mark that arrived at or after `since` (milliseconds since the epoch). */
  unmarked(since: number): Promise<readonly Exchange[]>;
}
