import type { FormatId } from './contract/requirement.ts';
import { ALIASES } from './mock/bridge/model-names.ts';
import type { Place } from './place.ts';
import type { Credential, Target } from './run/target.ts';
import { withoutHeaders } from './wire/headers.ts';

/** Everything about a target that has a default. */
export type TargetDetails = Partial<Omit<Target, 'url' | 'format'>>;

/** What a format has of its own: where it is served, under which names. */
export interface FormatDetails
  extends Partial<
    Pick<Target, 'url' | 'model' | 'upstreamModel' | 'project' | 'location' | 'upstreamLocation'>
  > {
  readonly format: FormatId;
  /** Where the recording upstream listens for it. Default: where it does for all. */
  readonly upstream?: Place;
}

/** Known to every release of the Messages API that Claude Code works with, and takes all probed fields. */
const MODEL = 'claude-sonnet-4-6';
/** What the built-in gateways accept, unless the target declares another one. */
export const DEVELOPER_SECRET = 'gateway-check-made-up-developer-key';
/** Bedrock and Vertex have no key header: Claude Code sends a gateway's token as a bearer. */
const BEARER: TargetDetails = { credential: { header: 'authorization', secret: DEVELOPER_SECRET } };

const DEFAULTS: Omit<Target, 'url'> = {
  format: 'anthropic',
  topology: 'relay',
  model: MODEL,
  project: 'gateway-check',
  location: 'us-east5',
  credential: { header: 'x-api-key', secret: DEVELOPER_SECRET },
  headers: [],
  models: {},
  features: {},
  deviations: [],
  labels: {},
};

/** Where a format's own defaults depart from those of Messages. */
const OF_FORMAT: Readonly<Record<FormatId, TargetDetails>> = {
  anthropic: {},
  bedrock: { ...BEARER, model: `us.anthropic.${MODEL}` },
  vertex: BEARER,
  foundry: {},
  aws: { headers: [['anthropic-workspace-id', 'wrkspc_01GatewayCheckMadeUp000']] },
  mantle: { ...BEARER, model: `anthropic.${MODEL}` },
};

/** What the reference gateway has beyond the defaults. */
const REFERENCE: TargetDetails = {
  features: { count_tokens: 'yes', discovery: 'yes', hello: 'yes' },
};

/** The gateway at `url` as each format sees it, with every default filled in. */
export function targetsOf(
  url: string,
  target: TargetDetails = {},
  formats: readonly FormatDetails[] = [],
): readonly [Target, ...Target[]] {
  const as = ({ upstream: _, ...details }: FormatDetails): Target => {
    const own = OF_FORMAT[details.format];
    const given = target.headers ?? [];
    const names = given.map(([name]) => name);
    const headers = [...withoutHeaders(own.headers ?? [], ...names), ...given];
    return { url, ...DEFAULTS, ...own, ...target, headers, ...details };
  };
  const [first = { format: 'anthropic' }, ...others] = formats;
  return [as(first), ...others.map(as)];
}

/** What is declared of the reference gateway, or of the reference bridge, unless the user says otherwise. */
export function referenceDetails(target: TargetDetails = {}): TargetDetails {
  const { upstreamFormat } = target;
  return { ...REFERENCE, ...(upstreamFormat && { models: ALIASES[upstreamFormat] }), ...target };
}

/**
 * The credential of a key or a token.
 * @throws Error when both are given: Claude Code sends one
 */
export function credentialOf(
  apiKey: string | undefined,
  authToken: string | undefined,
): Credential | undefined {
  if (apiKey && authToken) throw new Error('an API key and an auth token are both given; give one');
  if (authToken) return { header: 'authorization', secret: authToken };
  return apiKey ? { header: 'x-api-key', secret: apiKey } : undefined;
}
