import type { FormatId } from './contract/requirement.ts';
import { bridge } from './mock/bridge/bridge.ts';
import { startGateway } from './mock/gateway.ts';
import { type Keys, managed } from './mock/layers/credentials.ts';
import type { Middleware } from './mock/middleware.ts';
import { startMock } from './mock/server.ts';
import type { AwsKeys } from './mock/sigv4/signature.ts';
import { connectUpstream } from './net/remote-upstream.ts';
import type { Upstream } from './net/upstream.ts';
import { ANY_PORT, DEFAULT_UPSTREAM, type Place, placeText } from './place.ts';
import type { Target } from './run/target.ts';
import {
  DEVELOPER_SECRET,
  type FormatDetails,
  referenceDetails,
  type TargetDetails,
  targetsOf,
} from './targets.ts';

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

const PROVIDER_KEY = 'gateway-check-made-up-provider-key';

/**
 * Sets up what a run needs. Disposing of it frees the ports.
 * @throws the system's error when the upstream's port cannot be had, such as EADDRINUSE, and
 *   UpstreamUnavailable for a running mock that cannot be reached or controlled
 */
export async function setUp(options: StandOptions): Promise<Stand> {
  const { url, target, formats, upstream: place, layers = referenceLayers(options) } = options;
  if (url !== undefined && place === 'none') {
    return {
      targets: targetsOf(url, target, formats),
      upstreamUrls: new Map(),
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const { upstream, upstreamUrls, close } = await recording(options);
  const visible = { upstreamUrls, ...(place !== 'none' && { upstream }) };
  if (url !== undefined) {
    return { targets: targetsOf(url, target, formats), ...visible, [Symbol.asyncDispose]: close };
  }
  const keys = keysOf(options, upstream.url);
  const gateway = await startGateway({ upstream: upstream.url, layers: await layers(keys) });
  return {
    targets: targetsOf(gateway.url, referenceDetails(target), formats),
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

/** The recording upstream: one of our own, or a mock that already runs. */
async function recording(
  options: StandOptions,
): Promise<Required<Pick<Stand, 'upstream' | 'upstreamUrls'>> & { readonly close: () => Promise<void> }> {
  const { upstream: place, upstreamKey, sigv4, target } = options;
  if (typeof place === 'object' && 'url' in place) {
    const upstream = await connectUpstream(place.url, place.token);
    return { upstream, upstreamUrls: new Map(), close: async () => {} };
  }
  const { main, own } = placesOf(options);
  const { upstream, also, close } = await startMock({
    ...main,
    also: own.map((other) => other.place),
    // Seen from outside, it stands for the genuine API, and for its failures.
    ...(place === 'none' && {
      validation: 'strict' as const,
      lifelike: true,
      rehearse: true,
      models: known(target),
    }),
    ...(upstreamKey !== undefined && { apiKey: upstreamKey }),
    ...(sigv4 && { sigv4 }),
  });
  const upstreamUrls = new Map(own.map(({ format }, i) => [format, also[i] ?? upstream.url]));
  return { upstream, upstreamUrls, close };
}

/** The account behind a gateway knows whatever its operator says that it knows. */
function known({ upstreamModel, models = {} }: TargetDetails = {}): readonly string[] {
  return [...(upstreamModel === undefined ? [] : [upstreamModel]), ...Object.values(models)];
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
