/** What a Bedrock model id names. */
export interface BedrockModel {
  /** Its name at Anthropic, such as `claude-sonnet-4-5-20250929`; absent where only the account knows it. */
  readonly claude?: string;
}

/** Region of a cross-region profile (`us.`, `apac.`, `global.`), vendor, name, version. */
const NAMED = /^(?:[a-z]{2,6}(?:-gov)?\.)?anthropic\.(claude-.+?)(?:-v\d+(?::\d+(?::\d+k)?)?)?$/;
/** Names of before 2024, in which the version is part of the name. */
const LEGACY = /^(?:[a-z]{2,6}\.)?anthropic\.claude-(instant-)?v(\d+)(?::(\d+))?$/;
const ARN = /^arn:aws(?:-[a-z-]+)?:bedrock:[a-z0-9-]+:(?:\d{12})?:([a-z-]+)\/(.+)$/;
/** Resources whose ids say nothing of the model. */
const OPAQUE = new Set(['application-inference-profile', 'provisioned-model']);
const OPAQUE_ID = /^[\w-]+$/;

/**
 * Reads a model id of Bedrock, decoded: a foundation model, an inference profile or the ARN of one, or of a
 * provisioned model.
 * @returns undefined when it can be no model of Anthropic
 */
export function readModelId(id: string): BedrockModel | undefined {
  if (id !== latest.id) latest = { id, model: read(id) };
  return latest.model;
}

/** The id that came last: a client sends the same one with every request, and several rules ask for it. */
let latest: { readonly id: string; readonly model: BedrockModel | undefined } = { id: '', model: undefined };

function read(id: string): BedrockModel | undefined {
  const arn = readArn(id);
  if (arn === undefined) return named(id);
  if (OPAQUE.has(arn.kind)) return OPAQUE_ID.test(arn.name) ? {} : undefined;
  return arn.kind === 'foundation-model' || arn.kind === 'inference-profile' ? named(arn.name) : undefined;
}

/** Kind and name of the resource of Bedrock that an ARN is of; undefined when it is no such ARN. */
export function readArn(text: string): { readonly kind: string; readonly name: string } | undefined {
  const [, kind, name] = ARN.exec(text) ?? [];
  return kind !== undefined && name !== undefined ? { kind, name } : undefined;
}

function named(id: string): BedrockModel | undefined {
  const [legacy, instant = '', major, minor] = LEGACY.exec(id) ?? [];
  if (legacy) return { claude: `claude-${instant}${major}${minor === undefined ? '' : `.${minor}`}` };
  const claude = NAMED.exec(id)?.[1];
  return claude === undefined ? undefined : { claude };
}
