import type { z } from 'zod';
import { BEDROCK_VERSION, bedrock as wire } from '../../wire/bedrock/format.ts';
import { readModelId } from '../../wire/bedrock/model-id.ts';
import { header, type RawHeaders } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { objects } from '../conversation.ts';
import { jsonOf } from '../request-body.ts';
import { unwrapCount } from './bedrock-count.ts';
import { unknownBetas } from './betas.ts';
import { countedInvocation, messagesBody, messagesBody2026 } from './body.ts';
import { type Arrival, type FrontEnd, flaw, novelty, present, type Reading } from './front-end.ts';
import { type Gates, gated } from './gate-list.ts';
import type { Problem } from './issues.ts';
import { isClaude } from './model.ts';
import { jsonProblem } from './payload.ts';
import { refusedBetas } from './refused-betas.ts';
import { bodyVersion } from './version.ts';

/** Documented as not supported: automatic caching, what runs on Anthropic's servers, files. */
const FIELDS: Gates = { cache_control: [], container: [], mcp_servers: [] };
const SEARCH = ['tool-search-tool-'];
const TAGS: Gates = {
  ...closed(
    'advisor_20260301 browser_toolset_20260801 computer_toolset_20260801 file mcp_toolset',
    'code_execution_20250522 code_execution_20250825 code_execution_20260120 code_execution_20260521',
    'web_search_20250305 web_search_20260209 web_search_20260318',
    'web_fetch_20250910 web_fetch_20260209 web_fetch_20260309 web_fetch_20260318',
  ),
  // A recorded refusal lists the kinds that are open without a beta value, and these are not among them.
  memory_20250818: ['context-management-'],
  tool_search_tool_bm25: SEARCH,
  tool_search_tool_bm25_20251119: SEARCH,
  tool_search_tool_regex: SEARCH,
  tool_search_tool_regex_20251119: SEARCH,
};

function closed(...tags: readonly string[]): Gates {
  return Object.fromEntries(tags.flatMap((line) => line.split(' ')).map((tag) => [tag, []]));
}

/** Bedrock InvokeModel: version and betas are in the body, model and the choice to stream in the path. */
export const bedrock: FrontEnd = {
  maxBytes: 20 * 1024 * 1024,
  tooLarge: {
    status: 400,
    type: 'ValidationException',
    message: 'Input is too long for requested model.',
  },
  gated: gated(FIELDS, TAGS),
  schema: (operation, isNew): z.ZodType =>
    operation === 'count_tokens' ? countedInvocation : isNew ? messagesBody2026 : messagesBody,
  read(arrival) {
    if (arrival.operation === 'messages') return read(arrival);
    const counted = unwrapCount(arrival);
    if (counted === undefined) return undefined;
    if (counted.problem === undefined) {
      return read({ ...arrival, body: counted.body, parsed: jsonOf(counted.body) });
    }
    return { problems: present(flaw(counted.problem)), ...NOTHING };
  },
  claude,
  isModel: (name) => {
    const model = readModelId(name);
    return model !== undefined && (model.claude === undefined || isClaude(model.claude));
  },
  unknownModel: () => ({
    status: 400,
    type: 'ValidationException',
    message: 'The provided model identifier is invalid.',
  }),
};

/** An id that cannot be read stays what it is. */
function claude(id: string): string | undefined {
  const model = readModelId(id);
  return model ? model.claude : id;
}

const NOTHING = { messages: {}, bytes: new Uint8Array(), betas: [], isNew: false };

function read({ headers, body: bytes, parsed, model = '', operation }: Arrival): Reading {
  const {
    anthropic_version: version,
    anthropic_beta: betas,
    user_profile_id: _,
    ...messages
  } = isObject(parsed) ? parsed : {};
  const { isNew, problem } = bodyVersion(version, BEDROCK_VERSION);
  const flaws = [
    contentTypeProblem(headers),
    parsed === undefined
      ? 'Malformed input request, please reformat your input and try again.'
      : jsonProblem(bytes, parsed),
  ];
  return {
    problems: present(
      ...flaws.map(flaw),
      problem,
      betaProblem(betas, operation),
      // Both are in the path.
      ...['model', 'stream'].map((key) =>
        flaw(key in messages ? `${key}: Extra inputs are not permitted` : undefined),
      ),
      flaw(sourceProblem(messages)),
    ),
    // Not spread once more: that gives an object of a kind that V8 knows nothing of.
    messages: isObject(parsed) ? Object.assign(messages, { model: claude(model) ?? model }) : parsed,
    bytes,
    betas: wire.betas(headers, parsed),
    isNew,
  };
}

function contentTypeProblem(headers: RawHeaders): string | undefined {
  // InvokeModel documents it as the default.
  const [type = ''] = (header(headers, 'content-type') ?? 'application/json').split(';');
  if (type.trim().toLowerCase() === 'application/json') return undefined;
  return 'The provided Content Type is invalid or not supported for the model';
}

function betaProblem(betas: unknown, operation: Arrival['operation']): Problem | undefined {
  if (betas === undefined || betas === null) return undefined;
  if (!Array.isArray(betas)) return flaw('anthropic_beta: Input should be a valid list');
  const odd = betas.findIndex((value) => typeof value !== 'string');
  if (odd >= 0) return flaw(`anthropic_beta.${odd}: Input should be a valid string`);
  const isRefused = unknownBetas(betas).length > 0 || refusedBetas('bedrock', operation, betas).length > 0;
  return isRefused ? novelty('invalid beta flag') : undefined;
}

/** Bedrock fetches nothing. For images the refusal was recorded. */
function sourceProblem(messages: JsonObject): string | undefined {
  for (const [i, { content }] of objects(messages['messages']).entries()) {
    for (const [j, { type, source }] of objects(content).entries()) {
      if (!isObject(source) || source['type'] !== 'url') continue;
      return `messages.${i}.content.${j}.${type}.source.base64.data: URL sources are not supported`;
    }
  }
  return undefined;
}
