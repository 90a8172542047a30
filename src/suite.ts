/** The door for check authors: everything a suite imports comes from here (`gateway-check/suite`). */
export type { Exchange } from './net/exchange.ts';
export { requestLine, responseBody } from './net/exchange.ts';
export type {
  Check,
  CheckContext,
  Flow,
  Live,
  Observation,
  ProbeRequest,
  Trip,
  TurnSpec,
  Where,
} from './run/check.ts';
export { check, MARK } from './run/check.ts';
export { isBounded } from './run/lockstep.ts';
export type { Credential, Feature, Limits, Target } from './run/target.ts';
export type { RawHeaders } from './wire/headers.ts';
export { header, headerList, headerValues } from './wire/headers.ts';
export type { Answer, Json, JsonObject, Step, StreamAnswer } from './wire/scenario.ts';
