import { type Command, Option } from 'commander';
import type { AwsOptions } from './aws-keys.ts';
import type { Io } from './io.ts';
import { collect, type Done } from './program.ts';

/** The options of `run` as they were typed. */
export interface RunOptions extends AwsOptions {
  readonly target?: string;
  readonly format?: readonly string[];
  readonly upstream?: readonly string[];
  readonly noUpstream?: boolean;
  readonly upstreamFormat?: string;
  readonly upstreamPublic?: string;
  readonly upstreamKey?: string;
  readonly upstreamUrl?: string;
  readonly controlToken?: string;
  readonly apiKey?: string;
  readonly authToken?: string;
  readonly header?: readonly string[];
  readonly model?: string;
  readonly http2?: boolean;
  readonly ca?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly slow?: boolean;
  readonly concurrency?: string;
  readonly rate?: string;
  readonly maxBillable?: string;
  readonly timeout?: string;
  readonly gate?: string;
  readonly wait?: string;
  readonly recovery?: string;
  readonly seed?: string;
  readonly json?: string;
  readonly traces?: boolean;
  readonly traceBytes?: string;
  readonly traceExchanges?: string;
  readonly contract?: string;
}

/** Declares the options of `run`. Their values are read by the action, whose modules `--help` does without. */
export function runOptions(command: Command, io: Io, done: Done): void {
  command
    .option('--target <file>', 'the target described in a JSON file; options win over it')
    .option(
      '--format <format>',
      'anthropic (default), bedrock, vertex, foundry, aws, mantle or all; repeatable',
      collect,
    )
    .optionsGroup('Upstream, where the gateway must send its provider traffic:')
    .option(
      '--upstream <[host:]port>',
      'record here (default: 127.0.0.1:8788); format=[host:]port for one format, repeatable',
      collect,
    )
    .addOption(outside())
    .option('--upstream-format <format>', 'what a bridge from Messages speaks there: bedrock or vertex')
    .option('--upstream-public <url>', 'how the gateway reaches the upstream, for hints')
    .option('--upstream-key <key>', 'provider credential that the upstream demands (default: any)')
    .option('--aws-access-key-id <id>', 'Bedrock: the upstream takes only what this key pair has signed')
    .option('--aws-secret-access-key <key>', 'its secret (env: AWS_SECRET_ACCESS_KEY)')
    .option('--upstream-url <url>', 'use a running gateway-check mock instead')
    .option('--control-token <token>', 'of that mock')
    .optionsGroup('Requests:')
    .option('--api-key <key>', 'sent as x-api-key (env: GATEWAY_CHECK_API_KEY)')
    .option('--auth-token <token>', 'sent as Authorization: Bearer (env: GATEWAY_CHECK_AUTH_TOKEN)')
    .option('--header <name: value>', 'on every request; repeatable', collect)
    .option('--model <id>', 'model that the probes name')
    .option('--http2', 'speak HTTP/2: with prior knowledge over http, by ALPN over https')
    .option('--ca <file>', 'PEM of the private CA of the target')
    .option('--client-cert <file>', 'PEM for mutual TLS')
    .option('--client-key <file>', 'PEM for mutual TLS')
    .optionsGroup('Selection:')
    .option('--only <glob>', 'check ids or requirement ids; repeatable', collect)
    .option('--skip <glob>', 'leave these out; repeatable', collect)
    .option('--slow', 'also the checks that take long by nature')
    .option('--contract <edition>', 'edition of the contract')
    .optionsGroup('Pace and limits:')
    .option('--concurrency <n>', 'probes side by side (default: 8)')
    .option('--rate <n/s>', 'at most so many requests a second')
    .option('--max-billable <n>', 'requests that may cost without the upstream (default: 25 a format)')
    .option('--timeout <ms>', 'silence that ends a request (default: 30000)')
    .option('--gate <ms>', 'how long one event may take to come through (default: 2000)')
    .option('--wait <s>', 'how long the gateway may take to be wired (default: 15)')
    .option('--recovery <s>', 'how long it may shun a failing upstream (default: 90)')
    .option('--seed <s>', 'makes marks and invented names those of an earlier run')
    .optionsGroup('Report:')
    .option('--json <file>', "write the report as JSON; '-' is stdout")
    .option('--traces', 'with the exchanges of checks that passed, too')
    .option('--trace-bytes <n>', 'the most that is shown of each body there (default: 16384)')
    .option(
      '--trace-exchanges <n>',
      'the most exchanges of each check, those of findings first (default: all)',
    )
    .action(async (url: string | undefined, options: RunOptions) =>
      done(await (await import('./run.ts')).run(url, options, io)),
    );
}

/** An option of its own: by its name commander takes it for `--upstream` with the value false, and the last one would win. */
function outside(): Option {
  const option = new Option('--no-upstream', 'judge from the outside only');
  option.negate = false;
  return option;
}
