/** The door for check authors: everything a suite imports comes from here (`gateway-check/suite`). */
export type { RequirementId } from './contract/index.ts';
export type { Exchange } from './net/exchange.ts';
export { responseBody } from './net/exchange.ts';
export {
  answerBytes,
  answerJson,
  answerSse,
  answerStream,
  countMisfit,
  countOf,
  joinedDeltas,
  streamEvents,
  valueAt,
} from './run/answer.ts';
export { betasOf, betasWhere, messagesBody, modelOf, modelWhere, splitPath } from './run/arrival.ts';
export { expectSignaturePassed, signatureFlaw, withSignature } from './run/aws-signature.ts';
export type { Canary } from './run/canary.ts';
export { expectArrives } from './run/canary.ts';
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
export { check, FILLING, MARK } from './run/check.ts';
export { outcome } from './run/context.ts';
export { foreignReply, invalidType, STRAY_RESULT, STRAY_WORDS } from './run/controls.ts';
export {
  bodyChanges,
  expectKept,
  expectNothingAdded,
  expectServed,
  observe,
  rawAt,
} from './run/expectations.ts';
export type { FeaturePair } from './run/feature.ts';
export { betaRow, expectFeature, featureTurn, takesUnknownBeta } from './run/feature.ts';
export { requestIdShape } from './run/fingerprint.ts';
export { fixture, recorded, replay } from './run/fixtures.ts';
export type { Accepted } from './run/gated.ts';
export { expectClosed, expectOpened, expectTaken } from './run/gated.ts';
export { expectWholePairs, providerOf } from './run/halves.ts';
export { assistant, blockPaths, text, user } from './run/history.ts';
export { expectInPlace, namedPlace } from './run/in-place.ts';
export { listRequests } from './run/listing.ts';
export { isBounded } from './run/lockstep.ts';
export { oddlyWritten, ownMembers } from './run/odd-body.ts';
export { expectHeadersPassed } from './run/passed-headers.ts';
export { errorMisfit, errorOf, errorWhere, holdsWords, isRefused, refusedTrips } from './run/refused.ts';
export { expectEventsRelayed, expectRelayed, meansTheSame } from './run/relayed.ts';
export { expectReplayed } from './run/replayed.ts';
export { planted, RICH } from './run/rich.ts';
export { isServed } from './run/rider.ts';
export type { Sample } from './run/samples.ts';
export { PLAIN, PLAIN_STREAM } from './run/samples.ts';
export type { Held } from './run/silence.ts';
export { breach, held, heldMs, isFinished, SILENCES } from './run/silence.ts';
export type { Credential, Limits, Target } from './run/target.ts';
export { expectTolerated } from './run/tolerated.ts';
export { isBinary } from './wire/any-stream.ts';
export { readBedrockStream } from './wire/bedrock/stream.ts';
export { gzipEach } from './wire/gzip.ts';
export type { RawHeaders } from './wire/headers.ts';
export { header, headerList, headerValues } from './wire/headers.ts';
export type { JsonComparison, JsonDifference } from './wire/json.ts';
export { compareJson, parseJson } from './wire/json.ts';
export { eventMisfits } from './wire/messages/events.ts';
export { messageMisfits } from './wire/messages/message.ts';
export { modelListMisfits } from './wire/messages/models.ts';
export type { Answer, Json, JsonObject, Step, StreamAnswer } from './wire/scenario.ts';
export { block, messageEnd, messageStart, textBlock, toolBlock } from './wire/script.ts';
export { predictionOf } from './wire/vertex/resource.ts';
