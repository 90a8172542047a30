import type { FormatId } from '../contract/requirement.ts';
import { anthropic } from './anthropic/format.ts';
import { bedrock } from './bedrock/format.ts';
import type { RawHeaders } from './headers.ts';
import { pathOf } from './path.ts';
import type { JsonObject } from './scenario.ts';
import { vertex } from './vertex/format.ts';

/** The APIs that carry Messages. Foundry, Claude Platform on AWS and Mantle speak `anthropic`. */
export type WireId = 'anthropic' | 'bedrock' | 'vertex';

/** What every format of inference has; other operations belong to one format alone. */
export type Inference = 'messages' | 'count_tokens';

/** What a request asks for, as far as its request line tells. The query is ignored, as the real APIs ignore it. */
export interface Route {
  readonly operation: 'messages' | 'count_tokens' | 'models' | 'hello' | 'profiles';
  /** Of a path that names one, decoded. */
  readonly model?: string;
  /** Set where the path, not the body, tells whether the answer streams. */
  readonly stream?: boolean;
}

/** What a path depends on. */
export interface Address {
  readonly operation: Inference;
  readonly model: string;
  readonly stream: boolean;
  /** Google Cloud project and location. */
  readonly project: string;
  readonly location: string;
}

/** Where one API puts the parts of a Messages request. */
export interface WireFormat {
  readonly id: WireId;
  /** Path of an operation, without the prefix of a base URL. */
  path(address: Address): string;
  /** The query that Claude Code sends, with its `?`; empty when there is none. */
  readonly query: string;
  /** Header lines of every request, the beta values among them where this API takes them there. */
  headers(betas: readonly string[]): RawHeaders;
  /**
   * The body of an operation: a whole Messages body, with `model` and `stream`, as this API takes it. What
   * the body says for itself, such as its own `anthropic_version`, is kept.
   */
  body(messages: JsonObject, address: Address, betas: readonly string[]): JsonObject;
  /** The text of a body as it is sent; Bedrock counts what is wrapped in base64. */
  envelope(text: string, operation: Inference): string;
  /** Tells the operation of a request line; undefined when it is not of this format. A path prefix is allowed. */
  route(method: string, path: string): Route | undefined;
  /** The beta values of a request, wherever this API takes them. `body` is the Messages body, parsed. */
  betas(headers: RawHeaders, body: unknown): readonly string[];
}

const FORMATS: Readonly<Record<WireId, WireFormat>> = { anthropic, bedrock, vertex };
const LIST = Object.values(FORMATS);

/** What is on the wire when Claude Code addresses a gateway in this way. */
export function wireOf(format: FormatId): WireFormat {
  return format === 'bedrock' || format === 'vertex' ? FORMATS[format] : anthropic;
}

/** The format and operation of a request line; undefined for a path that no format knows. */
export function routeOf(
  method: string,
  target: string,
): { readonly format: WireFormat; readonly route: Route } | undefined {
  const path = pathOf(target);
  for (const format of LIST) {
    const route = format.route(method, path);
    if (route) return { format, route };
  }
  return undefined;
}
