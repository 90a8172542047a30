import { CURRENT } from './edition.ts';
import type { Requirement } from './requirement.ts';
import { attribution } from './requirements/attribution.ts';
import { authentication } from './requirements/authentication.ts';
import { bedrockRequests } from './requirements/bedrock-requests.ts';
import { bedrockStreams } from './requirements/bedrock-streams.ts';
import { body } from './requirements/body.ts';
import { bridging } from './requirements/bridging.ts';
import { caching } from './requirements/caching.ts';
import { counting } from './requirements/counting.ts';
import { discovery } from './requirements/discovery.ts';
import { drift } from './requirements/drift.ts';
import { endpoints } from './requirements/endpoints.ts';
import { errors } from './requirements/errors.ts';
import { features } from './requirements/features.ts';
import { foundry } from './requirements/foundry.ts';
import { headers } from './requirements/headers.ts';
import { isolation } from './requirements/isolation.ts';
import { limits } from './requirements/limits.ts';
import { mantle } from './requirements/mantle.ts';
import { platformOnAws } from './requirements/platform-on-aws.ts';
import { probes } from './requirements/probes.ts';
import { responseHeaders } from './requirements/response-headers.ts';
import { retries } from './requirements/retries.ts';
import { streamDelivery } from './requirements/stream-delivery.ts';
import { streamEvents } from './requirements/stream-events.ts';
import { systemBlock } from './requirements/system-block.ts';
import { vertex } from './requirements/vertex.ts';

/** The edition of the contract by which this release judges unless told otherwise. */
export const EDITION = CURRENT.id;

const families = [
  endpoints,
  headers,
  body,
  streamDelivery,
  streamEvents,
  counting,
  discovery,
  errors,
  retries,
  responseHeaders,
  authentication,
  attribution,
  systemBlock,
  caching,
  features,
  probes,
  limits,
  drift,
  bedrockRequests,
  bedrockStreams,
  vertex,
  foundry,
  platformOnAws,
  mantle,
  bridging,
  isolation,
] as const;

type IdsOf<Family> = Family extends Record<infer Id extends string, Requirement> ? Id : never;

/** Every row of the contract: a check that names a missing row does not compile. */
export type RequirementId = IdsOf<(typeof families)[number]>;

/** Every row of the contract, in the order of its families. */
export const requirements: readonly Requirement[] = families.flatMap((family) =>
  Object.values<Requirement>(family),
);

const byId = new Map(requirements.map((row) => [row.id, row]));

/** The row called `id`. */
export function requirement(id: RequirementId): Requirement {
  const row = byId.get(id);
  if (row === undefined) throw new Error(`The contract has no row ${id}.`);
  return row;
}
