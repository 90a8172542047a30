import type { Command } from 'commander';
import type { AwsOptions } from './aws-keys.ts';
import type { Io } from './io.ts';
import { collect, type Done } from './program.ts';

/** The options of `mock` as they were typed. */
export interface MockCommandOptions extends AwsOptions {
  readonly for?: string;
  readonly port?: string;
  readonly host?: string;
  readonly strict?: boolean;
  readonly lifelike?: boolean;
  readonly rehearse?: boolean;
  readonly apiKey?: string;
  readonly controlToken?: string;
  readonly scenario?: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsCaOut?: string;
}

const NOTES = `
Answers echo the prompt unless a scenario file says otherwise (schema: gateway-check/scenario.schema.json).
^C or SIGTERM ends the mock; the exit code is 0 then.
`;

/** Declares the options and the action of `mock`. */
export function mockOptions(command: Command, io: Io, done: Done): void {
  command
    .option(
      '--for <format>',
      'what the printed lines are for: anthropic (default), bedrock, vertex, foundry, aws or mantle; all are served',
    )
    .option('--port <n>', 'port to listen on, 0 for any (default: 8787)')
    .option('--host <addr>', 'address to listen on (default: 127.0.0.1); others need --control-token')
    .option('--strict', 'refuse what the genuine API refuses, also what newer clients may send')
    .option('--lifelike', 'answer over time and in pieces, packed for who takes that, and cache prompts')
    .option('--rehearse', 'answer as the prompt asks: gateway-check answer: {"status": 529, ...}')
    .option('--api-key <key>', 'the only good credential (env: GATEWAY_CHECK_API_KEY; default: any)')
    .option('--scenario <file>', 'what to answer, as JSON; repeatable, the first match plays', collect)
    .option('--control-token <t>', 'demanded by the control API (env: GATEWAY_CHECK_CONTROL_TOKEN)')
    .optionsGroup('Signatures of AWS, verified for this key pair:')
    .option('--aws-access-key-id <id>', 'its id; Bedrock then refuses what is not signed with the pair')
    .option('--aws-secret-access-key <key>', 'its secret (env: AWS_SECRET_ACCESS_KEY)')
    .optionsGroup('TLS, on the same port:')
    .option('--tls-cert <file>', 'PEM of the certificate and its chain')
    .option('--tls-key <file>', 'PEM of its key')
    .option('--tls-ca-out <file>', 'certificates for any host, from a throwaway CA whose PEM is written here')
    .addHelpText('after', NOTES)
    .action(async (options: MockCommandOptions) => done(await (await import('./mock.ts')).mock(options, io)));
}
