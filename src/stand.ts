import type { FormatId } from './contract/requirement.ts';
import { bridge } from './mock/bridge/bridge.ts';
import { ALIASES } from './mock/bridge/model-names.ts';
import { startGateway } from './mock/gateway.ts';
import { type Keys, managed } from './mock/layers/credentials.ts';
import type { Middleware } from './mock/middleware.ts';
import { startMock } from './mock/server.ts';
import type { AwsKeys } from './mock/sigv4/signature.ts';
import { connectUpstream } from './net/remote-upstream.ts';
import type { Upstream } from './net/upstream.ts';
import { ANY_PORT, DEFAULT_UPSTREAM, type Place, placeText } from './place.ts';
import type { Credential, Target } from './run/target.ts';

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

/** A mock that was started elsewhere, with its control token if it has one. */
interface RunningMock {
  readonly url: string;
  readonly token?: string;
}

export interface StandOptions {
  /** Base URL of the gateway under test; absent: the built-in reference gateway. */
  readonly url?: string;
  readonly target?: TargetDetails;
  /** The formats to check, each with what is not the same for all. Default: Messages. */
  readonly formats?: readonly FormatDetails[];
  /**
   * Where the recording upstream listens, a mock that already runs, or `none` for the client vantage.
   * Default: 127.0.0.1:8788, and any free port behind the built-in gateway.
   */
  readonly upstream?: Place | RunningMock | 'none';
  /** Provider credential that the upstream demands; default: any is good. */
  readonly upstreamKey?: string;
  /** The key pair whose AWS signatures the upstream demands on Bedrock; default: it verifies none. */
  readonly sigv4?: AwsKeys;
  /** The layers of a built-in gateway for these credentials. Default: those of the reference gateway. */
  readonly layers?: (keys: Keys) => readonly Middleware[] | Promise<readonly Middleware[]>;
}

/** A gateway to check and, unless left out, the recording upstream behind it. */
export interface Stand extends AsyncDisposable {
  /** The gateway as each of the formats sees it. */
  readonly targets: readonly [Target, ...Target[]];
  readonly upstream?: Upstream;
  /** Address of the upstream for the formats that have one of their own. */
  readonly upstreamUrls: ReadonlyMap<FormatId, string>;
}

/** Known to every release of the Messages API that Claude Code works with, and takes all probed fields. */
const MODEL = 'claude-sonnet-4-6';
const DEVELOPER_SECRET = 'gateway-check-made-up-developer-key';
/** Bedrock and Vertex have no key header: Claude Code sends a gateway's token as a bearer. */
const BEARER: TargetDetails = { credential: { header: 'authorization', secret: DEVELOPER_SECRET } };
const PROVIDER_KEY = 'gateway-check-made-up-provider-key';

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

/**
 * Sets up what a run needs. Disposing of it frees the ports.
 * @throws the system's error when the upstream's port cannot be had, such as EADDRINUSE, and
 *   UpstreamUnavailable for a running mock that cannot be reached or controlled
 */
export async function setUp(options: StandOptions): Promise<Stand> {
  const { url, upstream: place, layers = referenceLayers(options) } = options;
  if (url !== undefined && place === 'none') {
    return {
      targets: targetsOf(url, options),
      upstreamUrls: new Map(),
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const { upstream, upstreamUrls, close } = await recording(options);
  const visible = { upstreamUrls, ...(place !== 'none' && { upstream }) };
  if (url !== undefined) {
    return { targets: targetsOf(url, options), ...visible, [Symbol.asyncDispose]: close };
  }
  const keys = keysOf(options, upstream.url);
  const gateway = await startGateway({ upstream: upstream.url, layers: await layers(keys) });
  return {
    targets: targetsOf(gateway.url, {
      ...options,
      target: { ...referenceDetails(options), ...options.target },
    }),
    ...visible,
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      await close();
    },
  };
}

/** The reference gateway, or the reference bridge. */
function referenceLayers({ target: { upstreamFormat, models, project, location } = {} }: StandOptions) {
  const own = { ...(models && { models }), ...(project && { project }), ...(location && { location }) };
  return async (keys: Keys): Promise<readonly Middleware[]> => [
    managed(keys),
    ...(upstreamFormat === undefined ? [] : [bridge({ to: upstreamFormat, ...own })]),
    ...(keys.aws ? [await signedBy(keys.aws)] : []),
  ];
}

/** The signer of AWS is loaded by those who sign: it costs more than the rest of the gateway. */
async function signedBy(aws: NonNullable<Keys['aws']>): Promise<Middleware> {
  const { signedForBedrock } = await import('./mock/layers/sign.ts');
  return signedForBedrock(aws);
}

function referenceDetails({ target: { upstreamFormat } = {} }: StandOptions): TargetDetails {
  return upstreamFormat === undefined ? REFERENCE : { ...REFERENCE, models: ALIASES[upstreamFormat] };
}

/** The gateway at `url` as each format sees it, with every default filled in. */
function targetsOf(url: string, { target = {}, formats = [] }: StandOptions): Stand['targets'] {
  const as = ({ upstream: _, ...details }: FormatDetails): Target => {
    const own = OF_FORMAT[details.format];
    const headers = [...(own.headers ?? []), ...(target.headers ?? [])];
    return { url, ...DEFAULTS, ...own, ...target, headers, ...details };
  };
  const [first = { format: 'anthropic' }, ...others] = formats;
  return [as(first), ...others.map(as)];
}

/** The recording upstream: one of our own, or a mock that already runs. */
async function recording(
  options: StandOptions,
): Promise<Required<Pick<Stand, 'upstream' | 'upstreamUrls'>> & { readonly close: () => Promise<void> }> {
  const { upstream: place, upstreamKey, sigv4 } = options;
  if (typeof place === 'object' && 'url' in place) {
    const upstream = await connectUpstream(place.url, place.token);
    return { upstream, upstreamUrls: new Map(), close: async () => {} };
  }
  const { main, own } = placesOf(options);
  const { upstream, also, close } = await startMock({
    ...main,
    also: own.map((other) => other.place),
    ...(upstreamKey !== undefined && { apiKey: upstreamKey }),
    ...(sigv4 && { sigv4 }),
  });
  const upstreamUrls = new Map(own.map(({ format }, i) => [format, also[i] ?? upstream.url]));
  return { upstream, upstreamUrls, close };
}

interface OwnPlace {
  readonly format: FormatId;
  readonly place: Place;
}

/** Where our own upstream listens for all formats, and for those with a place of their own. */
function placesOf({ url, upstream, formats = [] }: StandOptions): {
  readonly main: Place;
  readonly own: readonly OwnPlace[];
} {
  const shared = typeof upstream === 'object' && !('url' in upstream) ? upstream : undefined;
  const main = shared ?? (url === undefined ? ANY_PORT : DEFAULT_UPSTREAM);
  const own = formats.flatMap(({ format, upstream: place }) =>
    place && (place.port === 0 || placeText(place) !== placeText(main)) ? [{ format, place }] : [],
  );
  const [first, ...others] = own;
  // When each format has its own, there are no others that a shared one would be for.
  const isNeeded = shared !== undefined || !first || own.length < formats.length;
  return isNeeded ? { main, own } : { main: first.place, own: others };
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

/** The reference gateway knows whichever credentials the target declares. */
function keysOf({ target = {}, upstreamKey = PROVIDER_KEY, sigv4 }: StandOptions, upstream: string): Keys {
  const { credential, secondCredential } = target;
  return {
    accepted: [
      credential?.secret ?? DEVELOPER_SECRET,
      ...(secondCredential ? [secondCredential.secret] : []),
    ],
    provider: upstreamKey,
    ...(sigv4 && { aws: { keys: sigv4, host: new URL(upstream).host } }),
  };
}
