import type { Edition } from '../contract/edition.ts';
import type { FormatId, Topology } from '../contract/requirement.ts';
import type { Provider } from '../wire/capabilities.ts';

/** A credential as a client presents it. */
export interface Credential {
  readonly header: 'x-api-key' | 'authorization';
  readonly secret: string;
}

/** What a target may declare to have or not to have. */
export type Feature = 'count_tokens' | 'discovery' | 'hello';

/**
 * Whose credential reaches the provider. `managed`: the gateway checks the developer's and sends its
 * own. `forwarded`: a plain proxy passes the caller's on. `open`: the provider's credential goes out
 * on anybody's request, seen by the wiring probe. `none`: the same, declared and intended.
 */
export type CredentialMode = 'managed' | 'forwarded' | 'open' | 'none';

/** A departure that the operator knows of; shown beside the failure, never hiding it. */
export interface Deviation {
  readonly requirement: string;
  readonly reason: string;
  readonly url?: string;
}

/** The gateway under test. */
export interface Target {
  readonly url: string;
  /** How Claude Code addresses it. */
  readonly format: FormatId;
  readonly topology: Topology;
  /** By which it is judged. Absent: the current one. */
  readonly edition?: Edition;
  /** What a bridge speaks to its upstream. Absent for a relay. */
  readonly upstreamFormat?: Provider;
  /** Model that every probe names. */
  readonly model: string;
  /** Model that the gateway sends upstream, when it maps. */
  readonly upstreamModel?: string;
  /** Google Cloud project and location, in the paths of Vertex. */
  readonly project: string;
  readonly location: string;
  /** The one location to which the gateway sends all, when it maps. */
  readonly upstreamLocation?: string;
  readonly credential?: Credential;
  /** Declared; undefined: found out by the wiring probe. */
  readonly credentialMode?: CredentialMode;
  /** Headers in which the gateway takes credentials; absent: that of `credential` alone. */
  readonly credentialHeaders?: readonly string[];
  /** Of another developer, who may use other models: for the rows about lists by credential and about callers that stay apart. */
  readonly secondCredential?: Credential;
  /** Extra header lines on every request. */
  readonly headers: readonly (readonly [string, string])[];
  /** Alias to upstream id. */
  readonly models: { readonly [alias: string]: string };
  /** `yes`: absence is a failure; `no`: skip; unset: detect. */
  readonly features: { readonly [name in Feature]?: 'yes' | 'no' };
  readonly deviations: readonly Deviation[];
  readonly labels: { readonly [name: string]: string };
  /** Checks speak HTTP/2 to it: with prior knowledge over http, by ALPN over https. */
  readonly http2?: boolean;
  /** PEM texts for a target behind a private CA or mutual TLS. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** Milliseconds throughout. */
export interface Limits {
  /** No byte in either direction for so long ends a request. */
  readonly timeout: number;
  /** How long an event may take through the gateway before its gate counts as expired. */
  readonly gate: number;
  /** How long the gateway may take to become reachable and wired. */
  readonly wait: number;
  /** How long the gateway may keep the upstream out of rotation after a scripted failure. */
  readonly recovery: number;
}
