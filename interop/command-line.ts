import type { Started } from './gateway.ts';
import type { Way } from './ways.ts';

/** So that two runs send the same words, and a report can be repeated to the letter. */
const SEED = 'interop';
/** On loopback what comes comes at once; what does not come must not take the time of all the others. */
const LIMITS = ['--timeout', '10000', '--gate', '1000', '--wait', '30'];
/** Enough to see what happened: a gateway may have a hundred findings, and reports are kept. */
const TRACES = ['--trace-bytes', '1000', '--trace-exchanges', '4'];

/** What is known of a run only once its gateway is up. */
export interface Running {
  readonly server: Pick<Started, 'url' | 'within' | 'upstreamOptions'>;
  /** Port on which the tool is to listen as the provider. */
  readonly upstream: number;
  /** File for the report. */
  readonly report: string;
}

/** The words by which the tool checks a way through a running gateway, from the folder of the project. */
export function commandLine(
  { gateway, route }: Way,
  { server, upstream, report }: Running,
): readonly [string, ...string[]] {
  const { within = [], upstreamOptions = ['--upstream', `127.0.0.1:${upstream}`] } = server;
  const [command = process.execPath, ...words] = [
    ...within,
    process.execPath,
    'bin/gateway-check.js',
    'run',
    server.url + (route.path ?? ''),
    ...upstreamOptions,
    ...['--format', route.format],
    ...(route.upstreamFormat === undefined ? [] : ['--upstream-format', route.upstreamFormat]),
    ...(route.target === undefined ? [] : ['--target', `interop/${gateway.name}/${route.target}`]),
    ...['--seed', SEED, ...LIMITS],
    ...route.options.map((option) => withUpstream(option, `http://127.0.0.1:${upstream}`)),
    ...TRACES,
    ...['--json', report],
  ];
  return [command, ...words];
}

/** An option, or a variable of the client, of a gateway that is told with each request where its upstream is. */
export function withUpstream(text: string, upstream: string): string {
  return text.replaceAll('{upstream}', upstream);
}
