import type { Draw } from './draw.ts';
import { type Mutation, type Place, SPELLING } from './mutation.ts';

/** Why nobody has to notice a class of mutations, or why no check does. */
interface Explanation {
  readonly reason: string;
  /** The contract protects it, so that it counts as unnoticed. */
  readonly isProtected: boolean;
  /** `touched` are the checks whose traffic has the place. */
  readonly covers: (mutation: Mutation, touched: readonly string[]) => boolean;
}

/**
 * Request headers that a row names or covers by prefix, by format. All others a gateway may use, change or
 * drop (MSG-HDR-09, -10, -13).
 */
const NAMED_ON_REQUESTS = {
  anthropic: /^(anthropic-(?!dangerous-direct)|content-(type|length|encoding)$|x-api-key$|authorization$)/,
  // Bedrock takes beta values and version from the body; the headers may arrive or not (BDR-HDR-03).
  bedrock: /^(x-amzn-bedrock-|content-(type|length|encoding)$|authorization$)/,
  vertex: /^(anthropic-(beta|version)$|x-goog-|content-(type|length|encoding)$|authorization$)/,
} as const;

/** Answer headers that a row names or covers by prefix, by format. */
const NAMED_ON_ANSWERS = {
  anthropic: /^(anthropic-|request-id$|retry-after$|x-should-retry$|content-(type|length|encoding)$)/,
  bedrock:
    /^(x-amzn-(requestid$|errortype$|bedrock-(invocation-latency|.*-token-count)$)|retry-after$|x-should-retry$|content-(type|length|encoding)$)/,
  vertex: /^(anthropic-|request-id$|retry-after$|x-should-retry$|content-(type|length|encoding)$)/,
} as const;

/** Members of objects are told by their keys, entries of lists by their numbers. */
function isMember(place: Place): boolean {
  return 'path' in place && place.path !== undefined && !/^\d+$/.test(place.path.at(-1) ?? '');
}

function isHeader(place: Place): place is Place & { on: 'request-header' | 'answer-header' } {
  return place.on === 'request-header' || place.on === 'answer-header';
}

/** Same values in another spelling: keys in another order, a key twice with one value, blanks, escapes. */
function isSpelling({ place, action, variant }: Mutation): boolean {
  if (action === 'reorder' || action === 'duplicate') return isMember(place);
  return 'path' in place && action === 'alter' && variant >= SPELLING;
}

/** What the contract leaves to the gateway. */
const FREE: readonly Omit<Explanation, 'isProtected'>[] = [
  {
    reason: 'Delays: how long something takes is reported, never judged, as long as it is below the gate.',
    covers: ({ action }) => action === 'delay',
  },
  {
    reason: 'Lines of different headers have no order (RFC 9110, section 5.3).',
    covers: ({ place, action }) => isHeader(place) && action === 'reorder',
  },
  {
    reason: 'The case of header names and the blanks between members of a list are free.',
    covers: ({ place, action, variant }) => isHeader(place) && action === 'alter' && variant === 5,
  },
  {
    reason:
      'Request headers that no row names: a gateway may use, change or drop them (MSG-HDR-09, -10, -13; on Bedrock also `anthropic-*`).',
    covers: ({ place, format }) =>
      place.on === 'request-header' && !NAMED_ON_REQUESTS[format].test(place.name),
  },
  {
    reason: 'Answer headers that no row names, such as `date` and `server`, belong to each hop.',
    covers: ({ place, format }) => place.on === 'answer-header' && !NAMED_ON_ANSWERS[format].test(place.name),
  },
  {
    reason:
      'Lists of models, probes and unknown paths: a gateway may answer them by itself, so of the request and the answer of the provider nothing has to survive but a form that clients can read.',
    covers: ({ place }) => 'of' in place && (place.of === 'lists' || place.of === 'probes'),
  },
  {
    reason: 'A count that is asked twice costs nothing: ERR-13 is about requests that are billed.',
    covers: ({ place, action }) => place.on === 'request' && place.of === 'counts' && action === 'duplicate',
  },
  {
    reason:
      'Spelling of a count: key order, blanks and escapes matter to the prompt cache alone (MSG-BODY-02), which counts do not use.',
    covers: (mutation) =>
      mutation.place.on === 'request-body' && mutation.place.of === 'counts' && isSpelling(mutation),
  },
  {
    reason: 'The order of tools in a count: thinking is bound to it (FEAT-17), and the number is not.',
    covers: ({ place, action }) =>
      place.on === 'request-body' &&
      place.of === 'counts' &&
      action === 'reorder' &&
      place.path.at(-2) === 'tools',
  },
  {
    reason:
      'Spelling where only a probe of ours has anything: what MSG-BODY-02 protects is the cached prefix of the requests that Claude Code sends.',
    covers: (mutation, touched) =>
      mutation.place.on === 'request-body' &&
      isSpelling(mutation) &&
      !touched.some((check) => check.startsWith('messages/replay/')),
  },
  {
    reason:
      'The refusal of a count: Claude Code shows an estimate in its place, whatever its words and headers say.',
    covers: ({ place }) => 'framing' in place && place.framing === 'refusal' && place.of === 'counts',
  },
  {
    reason: 'A message without its length is framed in chunks, which every reader of HTTP/1.1 knows.',
    covers: ({ place, action }) => isHeader(place) && place.name === 'content-length' && action === 'drop',
  },
  {
    reason:
      'The type or the length of an answer twice: equal lengths are one (RFC 9110, section 8.6), and readers look for the type in the value.',
    covers: ({ place, action }) =>
      place.on === 'answer-header' && /^content-(type|length)$/.test(place.name) && action === 'duplicate',
  },
  {
    reason:
      'The form of the provider credential: a provider refuses what it cannot read, and the gateway does not work at all.',
    covers: ({ place }) =>
      place.on === 'request-header' && (place.name === 'authorization' || place.name === 'x-api-key'),
  },
  {
    reason: 'Of an error in the middle of a stream MSG-STR-12 asks for the type and the message.',
    covers: ({ place }) =>
      place.on === 'event' && place.type === 'error' && (place.path?.includes('details') ?? false),
  },
  {
    reason: 'Spelling of events: key order, blanks and escapes of an answer are free.',
    covers: (mutation) => mutation.place.on === 'event' && isSpelling(mutation),
  },
  {
    reason:
      'A single comment or frame without an event: MSG-STR-09 asks for some byte in each silence, not for each of them.',
    covers: ({ place }) =>
      place.on === 'event' && (place.type === 'keep-alive' || place.type === 'unreadable'),
  },
  {
    reason: 'An error or an exception ends a stream for every reader; nothing behind it is read.',
    covers: ({ place, action }) =>
      place.on === 'event' && ['error', 'exception'].includes(place.type) && action === 'duplicate',
  },
  {
    reason: 'A ping more: MSG-STR-09 asks for some in each silence.',
    covers: ({ place, action }) => place.on === 'event' && place.type === 'ping' && action === 'duplicate',
  },
  {
    reason: 'The order of beta values is free (MSG-HDR-01).',
    covers: ({ place, action, variant }) =>
      (place.on === 'request-header' &&
        place.name === 'anthropic-beta' &&
        action === 'alter' &&
        variant === 4) ||
      (place.on === 'request-body' && place.path.at(-2) === 'anthropic_beta' && action === 'reorder'),
  },
  {
    reason: 'Parameters of a media type, such as its charset, which Google adds, are free.',
    covers: ({ place, action, format, variant }) =>
      isHeader(place) &&
      place.name === 'content-type' &&
      format === 'vertex' &&
      action === 'alter' &&
      variant < 2,
  },
  {
    reason: 'Media types are written in any case of letters (RFC 9110, section 8.3.1).',
    covers: ({ place, action, variant }) =>
      isHeader(place) && place.name === 'content-type' && action === 'alter' && variant === 3,
  },
];

/** What the contract protects, and the suites do not look at in this one place. */
const MISSED: readonly Omit<Explanation, 'isProtected'>[] = [
  {
    reason:
      'A value in a body that one or two probes about something else carry, in a place where no request of Claude Code has one: they look at their own subject alone.',
    covers: ({ place }, touched) =>
      place.on === 'request-body' &&
      touched.length <= 3 &&
      !touched.some((check) => check.startsWith('messages/replay/')),
  },
];

/** The first that covers a mutation says why nobody has to notice it, or why no check does. */
export const EXPLANATIONS: readonly Explanation[] = [
  ...FREE.map((one) => ({ ...one, isProtected: false })),
  ...MISSED.map((one) => ({ ...one, isProtected: true })),
];

/** Why a mutation that no check noticed need not be noticed; undefined when it should have been. */
export function explanationOf({ mutation, touched }: Draw): Explanation | undefined {
  return EXPLANATIONS.find(({ covers }) => covers(mutation, touched));
}
