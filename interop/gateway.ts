import type { ServerProcess } from '../.ci/e2e/server-process.ts';
import type { FormatId } from '../src/contract/requirement.ts';
import type { Provider } from '../src/wire/capabilities.ts';

/** A gateway that others make: how it is had, started and asked. One folder each, its `gateway.ts` exports one as default. */
export interface Gateway {
  /** That of its folder. */
  readonly name: string;
  readonly title: string;
  /** Where its users find it. */
  readonly homepage: string;
  /** The pinned one. */
  readonly version: string;
  /** The newest one that was known when the reports were filed, and why that is not the pinned one when it is not. */
  readonly newest: { readonly version: string; readonly why?: string };
  /** What must be there before and is no package: a program, root. Absent: nothing but Node and the registries. */
  readonly needs?: string;
  /**
   * Installs it into the user's cache, once, from package registries alone.
   * @returns the folder that holds it
   * @throws with what the installer said
   */
  install(): Promise<string>;
  /** The first is the one that its own documentation gives for Claude Code. */
  readonly setups: readonly Setup[];
}

/** A gateway that runs. */
export interface Started extends ServerProcess {
  /** The command, with its options, by which a program is run where it can reach the gateway: `nsenter` with a namespace. */
  readonly within?: readonly string[];
  /** Options of `gateway-check run` in place of `--upstream`, where the provider's stand-in is one that was started along. */
  readonly upstreamOptions?: readonly string[];
}

/** One way to configure a gateway. */
export interface Setup {
  /** `documented`: what its documentation gives for Claude Code. `defaults`: as it comes. Others say what differs. */
  readonly name: string;
  /** The page that says so. */
  readonly basis: string;
  /** Files of the gateway's folder that are its configuration, for the report; `{port}` and `{upstream}` stand for what is put in. */
  readonly files: readonly string[];
  /** Files that `start` writes into the folder of the server, and that are its configuration, for the report. */
  readonly written?: readonly string[];
  /** What was changed in the gateway itself to make it run at all: a patched run gets no verdict. */
  readonly patches?: readonly string[];
  /** Retries and fallbacks in force. */
  readonly retries: string;
  /** Rules that it keeps in one run and breaks in the next, by chance: they are reported, and not compared. */
  readonly unsteady?: readonly string[];
  readonly routes: readonly Route[];
  /**
   * Starts it on loopback, ready for requests. Each route has it started anew: what it learnt about an upstream in one
   * run, such as an open circuit breaker, is not to show in the next.
   * @param installed the folder that `install` gave
   * @param upstream the URL of the provider's stand-in, which may not listen yet
   * @param route the one that will be asked
   * @throws when it ends or stays deaf, with what it said
   */
  start(installed: string, upstream: string, route: Route): Promise<Started>;
}

/** One way in, in one format. */
export interface Route {
  readonly name: string;
  readonly format: FormatId;
  /** Behind the gateway's URL. */
  readonly path?: string;
  /** What the gateway speaks to its upstream, when it translates. */
  readonly upstreamFormat?: Provider;
  /**
   * Further options of `gateway-check run`, as a person would type them; credentials are made-up ones. For `{upstream}`,
   * here and in `claude`, stands the URL of the provider's stand-in.
   */
  readonly options: readonly string[];
  /** It checks the developer's credential, which is made anew for each run and is therefore not in `options`. */
  readonly freshCredential?: boolean;
  /** A target file in the gateway's folder, for what has no option. */
  readonly target?: string;
  /** Environment of Claude Code beside its base URL; absent: this route cannot carry it, and `why`. */
  readonly claude?: Readonly<Record<string, string>>;
  readonly why?: string;
  /** A run takes more than ten minutes, as the gateway itself waits between its own repeats. */
  readonly isSlow?: boolean;
  /** The gateway's own names, as values of `ANTHROPIC_MODEL` and `ANTHROPIC_DEFAULT_*_MODEL`; absent: it has none here. */
  readonly aliases?: Readonly<Record<string, string>>;
}
