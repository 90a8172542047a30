import type { FormatId, Topology } from '../../contract/requirement.ts';
import type { Scale } from '../../contract/scale.ts';
import type { Provider } from '../../wire/capabilities.ts';
import type { CredentialHeader, Keys } from '../layers/credentials.ts';
import type { Middleware } from '../middleware.ts';

/** What the operator of a built-in gateway declares of it. */
export interface Declared {
  readonly model?: string;
  readonly upstreamModel?: string;
  readonly upstreamLocation?: string;
  readonly models?: { readonly [alias: string]: string };
  /** A bridge says what it speaks to its upstream, and has `bridge` among its layers. */
  readonly topology?: Topology;
  readonly upstreamFormat?: Provider;
  /** The header in which the gateway looks for the developer's credential. Default `x-api-key`. */
  readonly credentialHeader?: CredentialHeader;
  /** The credential of a developer with other rights. */
  readonly secondCredential?: { readonly header: CredentialHeader; readonly secret: string };
}

/** A named defect of a broken gateway. */
export interface Fault {
  /** Kebab-case, stable. */
  readonly id: string;
  /** What the gateway does wrong, in present tense. */
  readonly title: string;
  /** Products in which it was seen. */
  readonly seenIn: readonly string[];
  /** Public reports of it. */
  readonly urls: readonly string[];
  /** It is tried in each of them. */
  readonly formats: readonly FormatId[];
  /** Ids of the checks that must fail or warn against it in each format in which they apply. No other check may. */
  readonly trips: readonly string[];
  /**
   * Those that apply in a format (of a bridge: that of its upstream) and do not trip there, because it has the
   * defect in a milder form.
   */
  readonly spares?: { readonly [format in FormatId]?: readonly string[] };
  /**
   * What finds it by answers alone, with the genuine API behind: checks that all trip in its first format and at
   * least one of which does in each other, and no further ones; or words of the message with which a run ends
   * that gets no plain request through. Absent where answers show nothing, for which the test has a reason.
   */
  readonly seenOutside?: readonly string[] | { readonly ends: string };
  /**
   * The defect, between the credential policy and the upstream, with fresh state for each gateway. One with a
   * limit that only a slow check meets multiplies that with the scale of the trial; a bridge to several upstreams
   * speaks the format `to`.
   */
  readonly layers: (scale: Scale, to?: Provider) => readonly Middleware[];
  /** Of a bridge: the upstreams before which it is tried. Default: the one that it declares. */
  readonly bridgesTo?: readonly Provider[];
  /** The credential policy, when the defect is in it. Default: `managed`. */
  readonly credentials?: (keys: Keys) => Middleware;
  /** It signs for AWS, and the upstream verifies it. */
  readonly signs?: boolean;
  /** What the operator declares of it. */
  readonly declares?: Declared;
  /** The slow checks that are run against it: at the scale of the trial they take seconds. */
  readonly slow?: readonly string[];
  /** Probes side by side; set where more of them would trip more than the checks about it. */
  readonly concurrency?: number;
}

/** What the operator declares of a gateway that takes Messages and speaks the format of a provider. */
export function bridging(upstreamFormat: Provider): Declared {
  return { topology: 'bridge', upstreamFormat };
}

/** Declares a fault; a function only so that editors complete and check the literal. */
export function fault(declaration: Fault): Fault {
  return declaration;
}
