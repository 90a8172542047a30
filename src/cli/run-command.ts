import { type Command, Option } from 'commander';
import type { Place } from '../place.ts';
import type { Io } from './io.ts';
import { baseUrl, collect, headerLine, place, positive, wholeNumber } from './parse.ts';
import type { Done } from './program.ts';

/** The options of `run` as commander hands them over. */
export interface RunOptions {
  readonly target?: string;
  readonly format?: string;
  /** False after `--no-upstream`. */
  readonly upstream?: Place | false;
  readonly upstreamPublic?: string;
  readonly upstreamKey?: string;
  readonly apiKey?: string;
  readonly authToken?: string;
  readonly header?: readonly (readonly [string, string])[];
  readonly model?: string;
  readonly ca?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly slow?: boolean;
  readonly concurrency?: number;
  readonly rate?: number;
  /** Milliseconds. */
  readonly timeout?: number;
  /** Milliseconds. */
  readonly gate?: number;
  /** Seconds. */
  readonly wait?: number;
  /** Seconds. */
  readonly recovery?: number;
  readonly seed?: string;
  readonly json?: string;
  readonly traces?: boolean;
  readonly contract?: string;
}

/** Declares `run`. */
export function runCommand(command: Command, io: Io, done: Done): Command {
  return command
    .description('check a gateway; without url, the built-in reference gateway')
    .argument('[url]', 'base URL of the gateway, as in ANTHROPIC_BASE_URL', baseUrl)
    .option('--target <file>', 'the target described in a JSON file; options win over it')
    .option('--format <format>', 'what Claude Code speaks to the gateway (default: anthropic)')
    .optionsGroup('Upstream, where the gateway must send its provider traffic:')
    .addOption(
      new Option('--upstream <[host:]port>', 'record here (default: 127.0.0.1:8788)').argParser(place),
    )
    .option('--no-upstream', 'judge from the outside only')
    .option('--upstream-public <url>', 'how the gateway reaches the upstream, for hints', baseUrl)
    .option('--upstream-key <key>', 'provider credential that the upstream demands (default: any)')
    .optionsGroup('Requests:')
    .addOption(credential('--api-key <key>', 'sent as x-api-key', 'GATEWAY_CHECK_API_KEY'))
    .addOption(
      credential('--auth-token <token>', 'sent as Authorization: Bearer', 'GATEWAY_CHECK_AUTH_TOKEN'),
    )
    .option('--header <name: value>', 'on every request; repeatable', headerLine)
    .option('--model <id>', 'model that the probes name')
    .option('--ca <file>', 'PEM of the private CA of the target')
    .option('--client-cert <file>', 'PEM for mutual TLS')
    .option('--client-key <file>', 'PEM for mutual TLS')
    .optionsGroup('Selection:')
    .option('--only <glob>', 'check ids or requirement ids; repeatable', collect)
    .option('--skip <glob>', 'leave these out; repeatable', collect)
    .option('--slow', 'also the checks that take long by nature')
    .option('--contract <edition>', 'edition of the contract')
    .optionsGroup('Pace and limits:')
    .option('--concurrency <n>', 'probes side by side (default: 8)', wholeNumber(1))
    .option('--rate <n/s>', 'at most so many requests a second', positive)
    .option('--timeout <ms>', 'silence that ends a request (default: 30000)', wholeNumber(1))
    .option('--gate <ms>', 'how long one event may take to come through (default: 2000)', wholeNumber(1))
    .option('--wait <s>', 'how long the gateway may take to be wired (default: 15)', wholeNumber(0))
    .option('--recovery <s>', 'how long it may shun a failing upstream (default: 90)', wholeNumber(0))
    .option('--seed <s>', 'makes marks and invented names those of an earlier run')
    .optionsGroup('Report:')
    .option('--json <file>', "write the report as JSON; '-' is stdout")
    .option('--traces', 'with the exchanges of checks that passed, too')
    .action(async (url: string | undefined, options: RunOptions) =>
      done(await (await import('./run.ts')).run(url, options, io)),
    );

  function credential(flags: string, description: string, variable: string): Option {
    return new Option(flags, `${description} (env: ${variable})`);
  }
}
