import type { RequirementId } from '../contract/index.ts';
import type { FormatId, Vantage } from '../contract/requirement.ts';
import type { Scale } from '../contract/scale.ts';
import type { ClientRequest, Sent } from '../net/client.ts';
import type { Exchange, Operation } from '../net/exchange.ts';
import type { Inference } from '../wire/format.ts';
import type { RawHeaders } from '../wire/headers.ts';
import type { Answer, JsonObject, StreamAnswer } from '../wire/scenario.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Sample } from './samples.ts';
import type { Credential, Feature, Limits, Target } from './target.ts';

/**
 * Stands for the probe's mark in texts, bodies and queries, and in the scripted answer: an answer that
 * carries another probe's mark was cached or crossed.
 */
export const MARK = '{{mark}}';

/** Stands in a body of given size for the text that fills it. */
export const FILLING = '{{filling}}';

/** Where in the trace something was seen. */
export interface Where {
  /** Exchange id such as `c3` or `u3`. */
  readonly exchange?: string;
  readonly part:
    | 'request-line'
    | 'request-header'
    | 'request-body'
    | 'status'
    | 'response-header'
    | 'response-body'
    | 'event'
    | 'connection';
  /** Header name or dotted JSON path. */
  readonly path?: string;
  /** Number of the stream event, from 0. */
  readonly event?: number;
  /** Bytes from the start of the body. */
  readonly offset?: number;
}

/** Something that did not match. */
export interface Observation {
  readonly requirement: RequirementId;
  readonly expected: string;
  readonly actual: string;
  readonly where: Where;
}

/** A request of the target's format, described without its mark, credential and path. */
export interface TurnSpec {
  /** Default `messages`. */
  readonly operation?: Inference;
  readonly stream?: boolean;
  /** Beta values, put where the target's format takes them: into `anthropic-beta`, or into the body. */
  readonly betas?: readonly string[];
  /**
   * Top-level keys of a Messages body that are added to, or replace those of, a minimal one; undefined
   * removes. `model` and `stream` go to the path where the target's format has them there.
   */
  readonly body?: { readonly [key: string]: JsonObject[string] | undefined };
  /** Own serialisation of the body as the target's format has it, for odd literals and white space. Must keep `MARK`. */
  readonly serialise?: (body: JsonObject) => string;
  /** Header lines that replace the default ones of the same name, or are added. */
  readonly headers?: RawHeaders;
  /** Names of default headers to leave out. */
  readonly without?: readonly string[];
  /** In place of the path that the format gives to the operation, the model and the choice to stream. */
  readonly path?: string;
  /** Query string with its `?`; default as Claude Code sends it: `?beta=true` for Messages, else none. */
  readonly query?: string;
  /** Default: the target's credential in its usual header. */
  readonly credential?: Credential | 'none';
  readonly chunked?: boolean;
  readonly holdBody?: boolean;
  /**
   * Only whether it gets through is judged, and by `isServed`: where a genuine API may answer, a field that
   * it does not know travels along, so that it refuses the request instead of generating.
   */
  readonly unbilled?: boolean;
  /** Has the upstream refuse what the genuine API of its format would refuse. */
  readonly strict?: boolean;
  /** Brings the body to so many bytes: plain text takes the place of `FILLING` in it. */
  readonly fill?: number;
  /** Milliseconds of silence that the check asks of the gateway, which our client bears on top of its timeout. */
  readonly hold?: number;
  /** Name of a connection that requests of this name alone use, one after the other. */
  readonly line?: string;
}

/** A request that has its mark. */
export type ProbeRequest = ClientRequest & {
  readonly mark: string;
  readonly strict?: boolean;
  /** The same without what makes the API refuse it: sent in its place when it is not refused for that. */
  readonly billed?: ProbeRequest;
  /** What its prompt asks the provider to answer, where there is one that plays along. */
  readonly plays?: readonly Answer[];
  /** The same with a prompt that asks for answers; there only where such a provider is known to be. */
  readonly asking?: (answers: readonly [Answer, ...Answer[]]) => ProbeRequest;
};

/** A probe that ran to its end, seen from both sides. */
export interface Trip {
  readonly request: ProbeRequest;
  readonly client: Exchange;
  /** What arrived upstream under the mark in the same operation; the first is the probe, the rest are retries. */
  readonly arrivals: readonly Exchange[];
  /** What arrived under the mark in another operation. */
  readonly sideCalls: readonly Exchange[];
  /** True when the mark did not survive; the arrivals were then found by repeating the probe alone. */
  readonly lostMark?: boolean;
}

/** A probe under way, for checks that act in the middle of it. */
export interface Live {
  readonly request: ProbeRequest;
  readonly sent: Sent;
  /** The exchange at the upstream once its request is there whole. Ends the check when it never comes. */
  arrived(): Promise<Exchange>;
  /**
   * What `look` finds in what the client has received so far, as soon as it does; undefined when the
   * answer has ended, or ten times the gate limit has passed, without it.
   */
  received<T>(look: (client: Exchange) => T | undefined): Promise<T | undefined>;
  /** Lets the upstream pass its next gate, or all. */
  release(gates?: 'next' | 'all'): Promise<void>;
  /**
   * The exchange at the upstream once it has ended there, or as it is when ten times the gate limit
   * has passed: `ended` is then still `open`.
   */
  upstreamEnded(): Promise<Exchange>;
  /** Both sides once the client's exchange ended. */
  finish(): Promise<Trip>;
}

/** How a stream came through in lock-step. */
export interface Flow {
  readonly trip: Trip;
  /**
   * `in-step`: each event arrived before the next was sent. `lagging`: later events pushed earlier
   * ones out; `lagEvents` and `lagBytes` say how many it took. `buffered`: the held event arrived only
   * after the upstream had been told to send everything. `stalled`: it did not arrive even then.
   */
  readonly kind: 'in-step' | 'lagging' | 'buffered' | 'stalled';
  /** The greatest number of events, and of bytes, that were under way at once. */
  readonly lagEvents: number;
  readonly lagBytes: number;
  /** Event that was the first not to arrive in step. */
  readonly heldEvent?: number;
  /** Milliseconds from the release of each event to its arrival: reported, never judged. */
  readonly delays: readonly number[];
}

/** What a check works with. Everything it sends and sees is in the journal. */
export interface CheckContext {
  readonly format: FormatId;
  readonly target: Target;
  readonly limits: Limits;
  /** For what a slow check holds or sends; other checks are the same at every scale. */
  readonly scale: Scale;
  readonly signal: AbortSignal;

  /** A fresh name of our own invention, so that nobody can put the suite on a list. */
  invent(kind: 'beta' | 'header' | 'field' | 'event' | 'tool' | 'model' | 'word'): string;
  /** A request in the target's format. */
  turn(spec?: TurnSpec): ProbeRequest;
  /** A request without a body, marked in its query. `target` starts with `/` and may have a query. */
  bare(
    method: string,
    target: string,
    operation: Operation,
    spec?: Pick<TurnSpec, 'headers' | 'without' | 'credential'>,
  ): ProbeRequest;
  /** A message that says `text`; its mark makes a cached or crossed answer visible. */
  reply(text?: string, more?: JsonObject): Answer;

  /**
   * Sends through the gateway; the upstream gives `answer`, or what it answers to anybody. From outside a
   * rehearsable check asks in the prompt for `answer`, or for a few words, and for `further` answers to requests
   * that repeat it.
   */
  send(request: ProbeRequest, answer?: Answer, ...further: readonly Answer[]): Promise<Trip>;
  /**
   * The same, without waiting for the end. A 429 of the target's own is waited out here, too, unless the
   * check is about throttling and wants to see it.
   */
  open(request: ProbeRequest, answer?: Answer, throttle?: 'wait' | 'show'): Promise<Live>;
  /**
   * Sends in lock-step: each event of the answer is held until the one before it has come through. An expired
   * gate is confirmed with a second probe of the same description.
   */
  lockstep(spec: TurnSpec, answer: StreamAnswer): Promise<Flow>;
  /** The trip of a request that the run sends once, whoever asks for it. */
  sample(sample: Sample): Promise<Trip>;
  /**
   * How the API behind the gateway refuses, learned once in a run. Ends the check as inconclusive when
   * nothing can be inferred from refusals.
   */
  controls(): Promise<Fingerprint>;

  /** What arrived upstream. Ends the check when nothing did: failed, or skipped if answered locally. */
  arrived(trip: Trip): Exchange;
  /** Ends the check when nothing arrived. From outside, where that does not show, it goes on. */
  reached(trip: Trip): void;
  /** Waits with nothing on the wire, for slow checks about pauses. */
  pause(ms: number): Promise<void>;
  /** Lets go of the bodies of a trip that has been compared, but for what a report shows of them. */
  letGo(trip: Trip): void;
  /** Records one comparison; the check fails if any was not `ok`. */
  expect(requirement: RequirementId, ok: boolean, seen: Omit<Observation, 'requirement'>): void;
  /** Ends the check without a verdict, since its rule does not bind this target. */
  skip(reason: string): never;
  /** Ends it because what is seen allows no conclusion: nothing is proven, either way. */
  inconclusive(reason: string): never;
  /** Ends it because the breach of another requirement (or the failure of a check) explains what is seen. */
  blocked(by: string, reason: string): never;
}

/** One declared probe. */
export interface Check {
  /** `<suite>/<topic>/<slug>`, stable, never reused. */
  readonly id: string;
  /** The rule in active voice, as a claim about a conforming gateway. */
  readonly title: string;
  /** All of one level, which is the check's level. */
  readonly requirements: readonly RequirementId[];
  /** `upstream`: needs the recording upstream. `client`: the gateway's answer is enough. */
  readonly vantage: Vantage;
  /** Infers from answers what the recording upstream would show; left out of runs that have one. */
  readonly outside?: boolean;
  /**
   * Judges the client's side alone. From outside it runs when what stands behind the gateway plays the answers
   * that prompts ask for, as `gateway-check mock --rehearse` does.
   */
  readonly rehearsable?: boolean;
  /** Formats in which it runs, where these are fewer than its requirements bind. */
  readonly formats?: readonly FormatId[];
  /** Skipped when the target declares one of these absent. */
  readonly needs?: readonly Feature[];
  /**
   * `none`: runs beside others. `stream`: alone. `upstream`: alone and last, since it makes the
   * upstream look ill, which real gateways answer with cool-downs.
   */
  readonly disturbs: 'none' | 'stream' | 'upstream';
  /**
   * Runs first in its phase: what it finds saves the others from waiting for what will not come, or
   * is the cause that they name.
   */
  readonly first?: boolean;
  /**
   * Takes over five seconds by nature; runs with `--slow` only. Those that disturb nothing only wait, and
   * run all at once.
   */
  readonly slow?: boolean;
  /** Seconds that a slow check takes at most on a gateway that answers, for those who wait for it. */
  readonly takes?: number;
  run(t: CheckContext): Promise<void>;
}

/** Declares a check; a function only so that editors complete and check the literal. */
export function check(declaration: Check): Check {
  return declaration;
}
