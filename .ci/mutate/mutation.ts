import type { FormatId } from '../../src/contract/requirement.ts';

/** The formats of the three wires: foundry, aws and mantle are Messages under another address. */
export const WIRES = ['anthropic', 'bedrock', 'vertex'] as const satisfies readonly FormatId[];

/** Which requests, or the answers to which: a gateway handles these in different places of its code. */
export type Traffic = 'messages' | 'streams' | 'counts' | 'lists' | 'probes';

/** How an answer is framed; a refusal is any status of 400 or above. */
export type Framing = 'json' | 'stream' | 'refusal';

/** What is broken, in every exchange that has it. */
export type Place =
  | { readonly on: 'request'; readonly of: Traffic }
  | { readonly on: 'request-header'; readonly of: Traffic; readonly name: string }
  /** `path` is a list of keys; those behind `INNER` are of the JSON that a base64 string holds. */
  | { readonly on: 'request-body'; readonly of: Traffic; readonly path: readonly string[] }
  | {
      readonly on: 'answer-header';
      readonly of: Traffic;
      readonly framing: Framing;
      readonly name: string;
    }
  /** The `nth` event of its type, from 0; with `path`, that value in it. */
  | { readonly on: 'event'; readonly type: string; readonly nth: number; readonly path?: readonly string[] }
  /** `at` bytes from the start of the body. */
  | { readonly on: 'answer-byte'; readonly of: Traffic; readonly framing: Framing; readonly at: number };

export type PlaceKind = Place['on'];
export const PLACE_KINDS: readonly PlaceKind[] = [
  'request',
  'request-header',
  'request-body',
  'answer-header',
  'event',
  'answer-byte',
];

export type Action = 'drop' | 'duplicate' | 'reorder' | 'delay' | 'alter';
export const ACTIONS: readonly Action[] = ['drop', 'duplicate', 'reorder', 'delay', 'alter'];

/** One way to break the reference gateway, the same for every exchange that has the place. */
export interface Mutation {
  /** Its number in the drawing, from 1. */
  readonly n: number;
  readonly format: (typeof WIRES)[number];
  readonly place: Place;
  readonly action: Action;
  /** Which of several ways to alter. */
  readonly variant: number;
}

/** Stands in a path for the JSON within a base64 string. */
export const INNER = '(base64)';

/** How many ways there are to alter one value. */
export const VARIANTS = 6;
/** From this one on, a JSON value is written in another way and means the same. */
export const SPELLING = 4;

/** How long a delay is, in milliseconds: below the gate, as a delay that nobody would call a defect. */
export const DELAY_MS = 40;

/** A place as text: the key of the census, and what the output says. */
export function placeText(place: Place): string {
  switch (place.on) {
    case 'request':
      return `whole request of ${place.of}`;
    case 'request-header':
      return `request header ${place.name} of ${place.of}`;
    case 'request-body':
      return `request body ${place.path.join('.')} of ${place.of}`;
    case 'answer-header':
      return `${place.framing} answer header ${place.name} of ${place.of}`;
    case 'event':
      return `event ${place.type} no. ${place.nth}${place.path ? ` at ${place.path.join('.')}` : ''}`;
    case 'answer-byte':
      return `byte ${place.at} of ${place.framing} answers of ${place.of}`;
  }
}

export function mutationText({ n, format, place, action, variant }: Mutation): string {
  const way = action === 'alter' ? `alter (way ${variant})` : action;
  return `#${n} ${format}: ${way} ${placeText(place)}`;
}
