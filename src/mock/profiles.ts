import { readArn } from '../wire/bedrock/model-id.ts';
import type { JsonObject } from '../wire/scenario.ts';
import type { Listing, Model } from './models.ts';
import { MODELS } from './models.ts';

/** Geographies in which the mock has profiles, with the region of the ARN. */
const GEOGRAPHIES = { us: 'us-east-1', eu: 'eu-central-1', apac: 'ap-southeast-2', global: 'us-east-1' };
/** Regions to which a profile sends its calls. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-east-2', 'us-west-2'],
  eu: ['eu-central-1', 'eu-west-1', 'eu-west-3'],
  apac: ['ap-southeast-2', 'ap-northeast-1'],
  // Of the global one the ARN names no region.
  global: ['', 'us-east-1'],
};
const ACCOUNT = '123456789012';
const TYPES = ['SYSTEM_DEFINED', 'APPLICATION'];
const MAX_RESULTS = 1_000;

interface Profile {
  readonly id: string;
  readonly body: JsonObject;
}

const PROFILES: readonly Profile[] = MODELS.flatMap((model) =>
  Object.entries(GEOGRAPHIES).map(([geography, region]) => profileOf(model, geography, region)),
);

/**
 * The answer of `GET /inference-profiles`: those of the system; an account of its own has none here.
 * @param query `type`, `maxResults` (1 to 1000) and `nextToken`, all optional
 */
export function profilesList(query: string): Listing {
  const wanted = new URLSearchParams(query);
  const type = wanted.get('type') ?? 'SYSTEM_DEFINED';
  if (!TYPES.includes(type)) {
    return invalid('type', type, `Member must satisfy enum value set: [${TYPES.join(', ')}]`);
  }
  const max = Number(wanted.get('maxResults') ?? MAX_RESULTS);
  if (!Number.isInteger(max) || max < 1 || max > MAX_RESULTS) {
    const rule = `Member must have value between 1 and ${MAX_RESULTS}`;
    return invalid('maxResults', wanted.get('maxResults') ?? '', rule);
  }
  const all = type === 'SYSTEM_DEFINED' ? PROFILES : [];
  const token = wanted.get('nextToken');
  const start = token === null ? 0 : all.findIndex(({ id }) => id === fromToken(token));
  if (start < 0) return invalid('nextToken', token ?? '', 'Member must be a token of a former answer');
  const next = all[start + max];
  const page = all.slice(start, start + max).map(({ body }) => body);
  return {
    ok: true,
    body: { inferenceProfileSummaries: page, ...(next && { nextToken: toToken(next.id) }) },
  };
}

/**
 * The answer of `GET /inference-profiles/{id}`.
 * @param name id or ARN, decoded
 */
export function profileEntry(name: string): Listing {
  const arn = readArn(name);
  const id = arn?.kind === 'inference-profile' ? arn.name : name;
  const known = PROFILES.find((profile) => profile.id === id);
  if (known) return { ok: true, body: known.body };
  const message = `Inference profile ${name} not found`;
  return { ok: false, status: 404, type: 'ResourceNotFoundException', message };
}

function profileOf({ id, name, created }: Model, geography: string, region: string): Profile {
  // Names with a date have a version behind it, and so had the first without one.
  const version = /-\d{8}$/.test(id) ? '-v1:0' : id === 'claude-opus-4-6' ? '-v1' : '';
  const foundation = `anthropic.${id}${version}`;
  const profile = `${geography}.${foundation}`;
  const place = geography.toUpperCase();
  const body = {
    inferenceProfileName: `${place} ${name}`,
    description: `Routes requests to ${name} within ${place}.`,
    createdAt: `${created}T00:00:00Z`,
    updatedAt: `${created}T00:00:00Z`,
    inferenceProfileArn: `arn:aws:bedrock:${region}:${ACCOUNT}:inference-profile/${profile}`,
    models: (TARGETS[geography] ?? []).map((target) => ({
      modelArn: `arn:aws:bedrock:${target}::foundation-model/${foundation}`,
    })),
    inferenceProfileId: profile,
    status: 'ACTIVE',
    type: 'SYSTEM_DEFINED',
  };
  return { id: profile, body };
}

function invalid(member: string, value: string, rule: string): Listing {
  const message = `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`;
  return { ok: false, status: 400, type: 'ValidationException', message };
}

function toToken(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function fromToken(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}
