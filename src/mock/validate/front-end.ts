import type { z } from 'zod';
import type { Inference } from '../../wire/format.ts';
import type { RawHeaders } from '../../wire/headers.ts';
import type { Refusal } from '../encode/errors.ts';
import type { Gated } from './gate-list.ts';
import type { Problem } from './issues.ts';

/** A request for inference as it arrived. */
export interface Arrival {
  readonly headers: RawHeaders;
  /** With its `content-encoding` undone. */
  readonly body: Uint8Array;
  /** The body as JSON; undefined when it is none. */
  readonly parsed: unknown;
  readonly operation: Inference;
  /** Of a path that names one, decoded. */
  readonly model?: string | undefined;
  /** Path and query, undecoded. */
  readonly target: string;
}

/** What an API takes from a request before the rules of Messages apply. */
export interface Reading {
  /** What the API itself objects to, the first one first. */
  readonly problems: readonly Problem[];
  /** The Messages body that is in the request, with the model under the name that Anthropic gives it. */
  readonly messages: unknown;
  /** The bytes of that body. */
  readonly bytes: Uint8Array;
  readonly betas: readonly string[];
  /** Whether the version is 2026-10-21 or later. */
  readonly isNew: boolean;
}

/** What stands before the rules of Messages in one API. */
export interface FrontEnd {
  /** Bytes of the largest request. */
  readonly maxBytes: number;
  readonly tooLarge: Refusal;
  /** What is open to which beta values. */
  readonly gated: Gated;
  schema(operation: Inference, isNew: boolean): z.ZodType;
  /** @returns undefined for a request that holds no Messages body and is not judged */
  read(arrival: Arrival): Reading | undefined;
  /** What Anthropic calls the model of this name; undefined where only the account knows. */
  claude(name: string): string | undefined;
  /** Whether it may be a model of Anthropic. */
  isModel(name: string): boolean;
  unknownModel(name: string, arrival: Arrival): Refusal;
}

/** Those that there are. */
export function present(...problems: readonly (Problem | undefined)[]): readonly Problem[] {
  return problems.filter((problem) => problem !== undefined);
}

/** Something that is refused today and will be. */
export function flaw(message: string | undefined): Problem | undefined {
  return message === undefined ? undefined : { message, isNovelty: false };
}

/** Something that is refused today, which a newer client may rightly send. */
export function novelty(message: string): Problem {
  return { message, isNovelty: true };
}
