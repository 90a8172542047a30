import type { Capability, Provider } from '../../wire/capabilities.ts';
import { type Inference, wireOf } from '../../wire/format.ts';
import { headerList, headerValues, type RawHeaders, withoutHeaders } from '../../wire/headers.ts';
import { once } from '../layers/bytes.ts';
import type { DraftObject } from '../layers/draft.ts';
import type { GatewayRequest } from '../middleware.ts';
import { adapt } from './adapt.ts';
import { markLastBlock } from './cache-marker.ts';
import { fitModel } from './model-limits.ts';
import { anthropicName, modelAt } from './model-names.ts';

/** Where a bridge sends what it takes. */
export interface Destination {
  readonly to: Provider;
  /** Ids at the provider of names that are not those of Anthropic. */
  readonly models: { readonly [alias: string]: string };
  /** Google Cloud project and location. */
  readonly project: string;
  readonly location: string;
  /** What the provider has and lacks. */
  readonly capabilities: readonly Capability[];
}

/** Of Messages or of one connection alone. The provider must not compress what is to be read. */
const REPLACED = [
  'x-api-key',
  'authorization',
  'anthropic-beta',
  'anthropic-version',
  'accept',
  'accept-encoding',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'expect',
];

/**
 * A Messages request in the format of a provider. Its query, which means something to Messages alone, is left out.
 * @param body the parsed body; changed in place
 */
export function translated(
  request: GatewayRequest,
  body: DraftObject,
  operation: Inference,
  { to, models, project, location, capabilities }: Destination,
): GatewayRequest {
  const format = wireOf(to);
  const model = modelAt(to, String(body['model']), models, operation);
  const address = { operation, model, stream: body['stream'] === true, project, location };
  const betas = adapt(body, headerList(request.headers, 'anthropic-beta'), to, operation, capabilities);
  fitModel(body, anthropicName(to, model));
  if (to === 'bedrock') {
    markLastBlock(body);
    // It counts the body of an invocation, and that has a length.
    if (operation === 'count_tokens') body['max_tokens'] ??= 1;
  }
  if (operation === 'count_tokens') body['model'] = model;
  const text = format.envelope(JSON.stringify(format.body(body, address, betas)), operation);
  const bytes = Buffer.from(text);
  return {
    ...request,
    target: format.path(address),
    headers: [
      ...format.headers(betas),
      ['accept-encoding', 'identity'],
      ...credential(request.headers),
      ['content-length', String(bytes.length)],
      ...withoutHeaders(request.headers, ...REPLACED),
    ],
    body: once(bytes),
  };
}

/** The credential that is meant for the provider, which takes a bearer. */
function credential(headers: RawHeaders): RawHeaders {
  const [key] = headerValues(headers, 'x-api-key');
  const [bearer = key === undefined ? undefined : `Bearer ${key}`] = headerValues(headers, 'authorization');
  return bearer === undefined ? [] : [['authorization', bearer]];
}
