/**
 * The library door: what the command line does, for programs and tests of your own.
 *
 * @example
 * import { conformance, loadChecks, startMock } from 'gateway-check';
 * await using mock = await startMock({ port: 8788 });
 * // Point the gateway's provider URL at mock.url, then:
 * const run = await conformance({ target, upstream: mock.upstream, checks: await loadChecks() });
 */
export { type Edition, editions } from './contract/edition.ts';
export { EDITION, type RequirementId, requirement, requirements } from './contract/index.ts';
export type { FormatId, Level, Requirement, Topology, Vantage } from './contract/requirement.ts';
export { type Gateway, type GatewayOptions, startGateway } from './mock/gateway.ts';
export { type Mock, type MockOptions, startMock } from './mock/server.ts';
export type { Exchange } from './net/exchange.ts';
export type { Journal } from './net/journal.ts';
export type { Upstream } from './net/upstream.ts';
export { buildReport, type ReportOptions } from './report/build.ts';
export type { Report } from './report/model.ts';
export type { Check } from './run/check.ts';
export { type Conformance, type ConformanceOptions, conformance } from './run/conformance.ts';
export { loadChecks } from './run/load.ts';
export type { Result, Status } from './run/result.ts';
export { type Selection, select } from './run/select.ts';
export type { Credential, Limits, Target } from './run/target.ts';
export { type Stand, type StandOptions, setUp } from './stand.ts';
export type { Answer, Scenario } from './wire/scenario.ts';
