import { z } from 'zod';
import { requirements } from '../contract/index.ts';
import { FORMATS } from '../contract/requirement.ts';
import type { Credential } from '../run/target.ts';
import type { FormatDetails, TargetDetails } from '../targets.ts';
import { PROVIDERS } from './bridging.ts';
import { readJsonFile } from './json-file.ts';
import { urlProblem } from './parse.ts';
import { didYouMean, UsageError } from './usage.ts';

const url = z.string().superRefine((text, context) => {
  const problem = urlProblem(text);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});
const requirementId = z.string().superRefine((id, context) => {
  const ids = requirements.map((row) => row.id);
  if (ids.includes(id)) return;
  context.addIssue({ code: 'custom', message: `no such requirement${didYouMean(id, ids)}` });
});
const presence = z.enum(['yes', 'no']).exactOptional();

/** What each format may have of its own. */
const served = {
  url: url.exactOptional().describe('base URL, as in ANTHROPIC_BASE_URL or the variable of the format'),
  model: z.string().min(1).exactOptional().describe('what every probe names; an alias is fine'),
  upstreamModel: z.string().min(1).exactOptional().describe('what the gateway makes of it'),
};
const segment = z.string().regex(/^[\w.-]+$/, 'not a path segment');
const place = {
  project: segment.exactOptional().describe('Google Cloud project in the path'),
  location: segment.exactOptional().describe('such as us-east5, us or global'),
  upstreamLocation: segment.exactOptional().describe('the one to which the gateway sends all locations'),
};

/** A target described in a file, for runs that are repeated. It holds no credential, only where to find one. */
export const targetSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  formats: z
    .strictObject({
      anthropic: z.strictObject(served).exactOptional(),
      bedrock: z.strictObject(served).exactOptional(),
      vertex: z.strictObject({ ...served, ...place }).exactOptional(),
      foundry: z.strictObject(served).exactOptional(),
      aws: z.strictObject(served).exactOptional(),
      mantle: z.strictObject(served).exactOptional(),
    })
    .exactOptional()
    .describe('what is checked, unless the command line says so; default: anthropic'),
  topology: z
    .enum(['relay', 'bridge'])
    .exactOptional()
    .describe('relay: the same format on both hops. bridge: Messages in, upstreamFormat out'),
  upstreamFormat: z.enum(PROVIDERS).exactOptional().describe('what a bridge speaks to its upstream'),
  credential: z
    .enum(['managed', 'forwarded', 'none'])
    .exactOptional()
    .describe(
      "whose credential goes upstream; found out when absent. none: the provider's, on anybody's request, as intended",
    ),
  credentialHeaders: z
    .array(z.string().regex(/^[\w-]+$/, 'not a header name'))
    .min(1)
    .exactOptional()
    .describe('headers in which the gateway takes credentials; default: that of the credential that is sent'),
  secondCredential: z
    .strictObject({ header: z.enum(['x-api-key', 'authorization']), env: z.string().min(1) })
    .exactOptional()
    .describe('of a developer who may use other models; its value is in this environment variable'),
  models: z.record(z.string(), z.string()).exactOptional().describe('alias to upstream id'),
  features: z
    .strictObject({ count_tokens: presence, discovery: presence, hello: presence })
    .exactOptional()
    .describe('yes: absence is a failure. no: skip. Unset: detect'),
  deviations: z
    .array(
      z.strictObject({ requirement: requirementId, reason: z.string(), url: z.string().exactOptional() }),
    )
    .exactOptional()
    .describe('departures you know of; shown beside the failure, never hiding it'),
  labels: z.record(z.string(), z.string()).exactOptional().describe('copied into the report'),
});

/** A target file, read. */
export interface TargetFile {
  /** The formats it declares, with what each has of its own; empty: none is named. */
  readonly formats: readonly FormatDetails[];
  readonly details: TargetDetails;
}

/**
 * Reads a target file.
 * @throws UsageError with path and line for what does not fit the schema
 */
export async function loadTarget(
  path: string,
  env: { readonly [name: string]: string | undefined },
): Promise<TargetFile> {
  const file = await readJsonFile('--target', path, targetSchema);
  const { formats = {}, $schema: __, credential, secondCredential, ...as } = file;
  return {
    formats: FORMATS.flatMap((format) => (formats[format] ? [{ format, ...formats[format] }] : [])),
    details: {
      ...as,
      ...(credential && { credentialMode: credential }),
      ...(secondCredential && { secondCredential: credentialIn(secondCredential, path, env) }),
    },
  };
}

function credentialIn(
  { header, env: variable }: { header: Credential['header']; env: string },
  path: string,
  env: { readonly [name: string]: string | undefined },
): Credential {
  const secret = env[variable];
  if (!secret) {
    throw new UsageError(
      `--target ${path}: secondCredential: the environment variable ${variable} is not set.`,
    );
  }
  return { header, secret };
}
