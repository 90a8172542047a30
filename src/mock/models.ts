import type { JsonObject } from '../wire/scenario.ts';
import type { Refusal } from './encode/errors.ts';

/** What the mock knows of one model. */
export interface Model {
  readonly id: string;
  readonly name: string;
  /** Day of release; the epoch where it is not known, which is what the API documents for that case. */
  readonly created: string;
  readonly maxInputTokens: number;
  readonly maxOutputTokens: number;
  /** Accepted effort levels; none: no effort at all. */
  readonly efforts: readonly string[];
  readonly thinking: 'adaptive' | 'enabled' | 'both';
  /** Runs code on the service. */
  readonly code: boolean;
  /** Summarises its own context (`compact_20260112`); such models accept no assistant prefill either. */
  readonly compacts: boolean;
}

const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'];
const NO_XHIGH = ['low', 'medium', 'high', 'max'];

/** Newest first, with the properties of an August 2026 listing; the 5.5 line is known by the client's requests only. */
export const MODELS: readonly Model[] = [
  newest('claude-opus-5-5', 'Claude Opus 5.5', '1970-01-01'),
  newest('claude-sonnet-5-5', 'Claude Sonnet 5.5', '1970-01-01'),
  newest('claude-haiku-5-5', 'Claude Haiku 5.5', '1970-01-01'),
  newest('claude-opus-5', 'Claude Opus 5', '2026-07-24'),
  newest('claude-sonnet-5', 'Claude Sonnet 5', '2026-06-29'),
  newest('claude-fable-5', 'Claude Fable 5', '2026-06-07'),
  newest('claude-opus-4-8', 'Claude Opus 4.8', '2026-05-28'),
  newest('claude-opus-4-7', 'Claude Opus 4.7', '2026-04-14'),
  { ...newest('claude-sonnet-4-6', 'Claude Sonnet 4.6', '2026-02-17'), efforts: NO_XHIGH, thinking: 'both' },
  { ...newest('claude-opus-4-6', 'Claude Opus 4.6', '2026-02-04'), efforts: NO_XHIGH, thinking: 'both' },
  {
    ...older('claude-opus-4-5-20251101', 'Claude Opus 4.5', '2025-11-24', 64_000),
    efforts: ['low', 'medium', 'high'],
    code: true,
  },
  older('claude-haiku-4-5-20251001', 'Claude Haiku 4.5', '2025-10-15', 64_000),
  {
    ...older('claude-sonnet-4-5-20250929', 'Claude Sonnet 4.5', '2025-09-29', 64_000),
    maxInputTokens: 1_000_000,
    code: true,
  },
  older('claude-opus-4-1-20250805', 'Claude Opus 4.1', '2025-08-05', 32_000),
];

function newest(id: string, name: string, created: string): Model {
  const limits = { maxInputTokens: 1_000_000, maxOutputTokens: 128_000 };
  return { id, name, created, ...limits, efforts: EFFORTS, thinking: 'adaptive', code: true, compacts: true };
}

function older(id: string, name: string, created: string, maxOutputTokens: number): Model {
  const limits = { maxInputTokens: 200_000, maxOutputTokens };
  return { id, name, created, ...limits, efforts: [], thinking: 'enabled', code: false, compacts: false };
}

/** The model of an id, or of an alias: the id without its date. */
export function findModel(id: string): Model | undefined {
  return BY_NAME.get(id);
}

const BY_NAME: ReadonlyMap<string, Model> = new Map(
  MODELS.flatMap((model) =>
    [model.id, model.id.replace(/-\d{8}$/, '')].map((name) => [name, model] as const),
  ),
);

/** Either an answer body or why there is none. */
export type Listing = { readonly ok: true; readonly body: JsonObject } | ({ readonly ok: false } & Refusal);

/**
 * The answer of `GET /v1/models`, newest first.
 * @param query of the request target, with or without its `?`: `limit` (1 to 1000, default 20), `after_id`, `before_id`
 */
export function modelsList(query: string): Listing {
  const wanted = new URLSearchParams(query);
  const limit = Number(wanted.get('limit') ?? 20);
  if (!Number.isInteger(limit))
    return invalid('limit: Input should be a valid integer, unable to parse string as an integer');
  if (limit < 1) return invalid('limit: Input should be greater than or equal to 1');
  if (limit > 1_000) return invalid('limit: Input should be less than or equal to 1000');
  const after = wanted.get('after_id');
  const before = wanted.get('before_id');
  const start = after === null ? 0 : MODELS.findIndex(({ id }) => id === after) + 1;
  const end = before === null ? MODELS.length : MODELS.findIndex(({ id }) => id === before);
  if (after !== null && start === 0) return invalid(`after_id: unknown model ${after}`);
  if (before !== null && end < 0) return invalid(`before_id: unknown model ${before}`);
  // Backwards paging gives the models just before the cursor, still newest first.
  const from = before === null ? start : Math.max(start, end - limit);
  const page = MODELS.slice(from, Math.min(end, from + limit));
  const more = before === null ? from + page.length < end : from > start;
  const [first, last] = [page[0]?.id ?? null, page.at(-1)?.id ?? null];
  return { ok: true, body: { data: page.map(modelInfo), has_more: more, first_id: first, last_id: last } };
}

/** The answer of `GET /v1/models/{id}`; 404 for a model the mock doesn't list. */
export function modelEntry(id: string): Listing {
  const model = findModel(id);
  if (!model) return { ok: false, ...unknownModel(id) };
  return { ok: true, body: modelInfo(model) };
}

/** The refusal of a model nobody knows. */
export function unknownModel(id: string): Refusal {
  return { status: 404, type: 'not_found_error', message: `model: ${id}` };
}

function invalid(message: string): Listing {
  return { ok: false, status: 400, type: 'invalid_request_error', message };
}

function modelInfo(model: Model): JsonObject {
  const supported = (value: boolean): JsonObject => ({ supported: value });
  return {
    type: 'model',
    id: model.id,
    display_name: model.name,
    created_at: `${model.created}T00:00:00Z`,
    max_input_tokens: model.maxInputTokens,
    max_tokens: model.maxOutputTokens,
    capabilities: {
      batch: supported(true),
      citations: supported(true),
      code_execution: supported(model.code),
      context_management: {
        supported: true,
        clear_tool_uses_20250919: supported(true),
        clear_thinking_20251015: supported(true),
        compact_20260112: supported(model.compacts),
      },
      effort: {
        supported: model.efforts.length > 0,
        ...Object.fromEntries(EFFORTS.map((level) => [level, supported(model.efforts.includes(level))])),
      },
      image_input: supported(true),
      pdf_input: supported(true),
      structured_outputs: supported(true),
      thinking: {
        supported: true,
        types: {
          enabled: supported(model.thinking !== 'adaptive'),
          adaptive: supported(model.thinking !== 'enabled'),
        },
      },
    },
  };
}
