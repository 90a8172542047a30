import type { FormatId } from '../contract/requirement.ts';
import type { AwsKeys } from '../mock/sigv4/signature.ts';
import { UsageError } from './usage.ts';

const ID = '--aws-access-key-id';
const SECRET = '--aws-secret-access-key';
/** The variables of the AWS tools. */
const [ID_VARIABLE, SECRET_VARIABLE, TOKEN_VARIABLE] = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const;

/** The options of a command that takes a key pair. */
export interface AwsOptions {
  readonly awsAccessKeyId?: string;
  readonly awsSecretAccessKey?: string;
}

/**
 * The key pair whose signatures the mock verifies; undefined: it verifies none. The id must be given: variables
 * of the AWS tools that happen to be set must not make the mock refuse its callers. The secret, and the token
 * of a temporary pair, come from the environment when they are not typed.
 * @throws UsageError when half of the pair is missing
 */
export function awsKeysOf(
  { awsAccessKeyId: id, awsSecretAccessKey: typed }: AwsOptions,
  env: Readonly<Record<string, string | undefined>>,
): AwsKeys | undefined {
  if (id === undefined) {
    if (typed === undefined) return undefined;
    throw new UsageError(`${SECRET} belongs to a key pair: give ${ID}, too.`);
  }
  const secret = typed ?? env[SECRET_VARIABLE];
  if (id === '') throw new UsageError(`${ID}: it is empty. Give a value, or leave the option out.`);
  if (!secret)
    throw new UsageError(`${ID}: its secret is missing. Give ${SECRET}, or set ${SECRET_VARIABLE}.`);
  const token = id === env[ID_VARIABLE] ? env[TOKEN_VARIABLE] : undefined;
  return { accessKeyId: id, secretAccessKey: secret, ...(token && { sessionToken: token }) };
}

/** What AWS serves, and so takes signed. */
const OF_AWS: ReadonlySet<FormatId | undefined> = new Set(['bedrock', 'aws', 'mantle']);

/**
 * Requires one of the formats that a run checks, or that a bridge speaks, to be one of AWS.
 * @throws UsageError when none is: the run would prove nothing of signatures
 */
export function requireSigned(formats: readonly (FormatId | undefined)[]): void {
  if (formats.some((format) => OF_AWS.has(format))) return;
  throw new UsageError(
    `${ID}: nothing that is checked here goes to AWS. Add --format bedrock or --upstream-format bedrock, or leave it out.`,
  );
}
