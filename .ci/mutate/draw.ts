import { seeded } from '../../src/run/invent.ts';
import type { Site } from './census.ts';
import {
  ACTIONS,
  type Action,
  type Mutation,
  PLACE_KINDS,
  type Place,
  type PlaceKind,
  VARIANTS,
  WIRES,
} from './mutation.ts';

/** How often of 20 a place is drawn: most where a gateway has most code, and where there is most to break. */
const WEIGHTS: Readonly<Record<PlaceKind, number>> = {
  request: 1,
  'request-header': 4,
  'request-body': 6,
  'answer-header': 3,
  event: 4,
  'answer-byte': 2,
};

/** What can be done to a place; the others are drawn among these. */
const POSSIBLE: Readonly<Record<PlaceKind, readonly Action[]>> = {
  request: ['drop', 'duplicate', 'delay'],
  'request-header': ['drop', 'duplicate', 'reorder', 'alter', 'alter'],
  'request-body': ['drop', 'duplicate', 'reorder', 'alter', 'alter'],
  'answer-header': ['drop', 'duplicate', 'reorder', 'alter', 'alter'],
  event: ACTIONS,
  'answer-byte': ACTIONS,
};

export type Sites = ReadonlyMap<Mutation['format'], readonly Site[]>;

/** A drawn mutation, and the checks whose traffic has its place. */
export interface Draw {
  readonly mutation: Mutation;
  readonly touched: readonly string[];
}

/** The draws for one number, without end: the next is for when the last one changed nothing at all. */
export function* draws(n: number, seed: string, sites: Sites): Generator<Draw, never, undefined> {
  const random = seeded(`${seed} ${n}`);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(random() * list.length)];
    if (one === undefined) throw new Error('there is nothing to draw from');
    return one;
  };
  for (;;) {
    // About as many checks bind each of the formats, so each has a third.
    const format = pick(WIRES);
    const kind = pick(PLACE_KINDS.flatMap((kind) => Array<PlaceKind>(WEIGHTS[kind]).fill(kind)));
    const own = (sites.get(format) ?? []).filter(({ place }) => place.on === kind);
    if (own.length === 0) continue;
    const traffic = pick(distinct(own.map(({ place }) => groupOf(place))));
    const inTraffic = own.filter(({ place }) => groupOf(place) === traffic);
    // A schema of one tool has as many paths as all the rest: by shape each kind of value is as likely.
    const shape = pick(distinct(inTraffic.map(({ place }) => shapeOf(place))));
    const site = pick(inTraffic.filter(({ place }) => shapeOf(place) === shape));
    const action = pick(POSSIBLE[kind]);
    const variant = Math.floor(random() * VARIANTS);
    // A value cannot be late, and how a whole event is altered is said by a value in it.
    if (site.place.on === 'event' && action === (site.place.path ? 'delay' : 'alter')) continue;
    yield { mutation: { n, format, place: site.place, action, variant }, touched: site.checks };
  }
}

function distinct(list: readonly string[]): readonly string[] {
  return [...new Set(list)];
}

function groupOf(place: Place): string {
  if (place.on === 'event') return place.type;
  return 'framing' in place ? `${place.of} ${place.framing}` : place.of;
}

function shapeOf(place: Place): string {
  if (place.on === 'request-header' || place.on === 'answer-header') return place.name;
  if (place.on === 'request-body')
    return schemaless(place.path.map((key) => key.replace(/^\d+$/, '*')).join('.'));
  if (place.on === 'event') return place.path ? place.path.join('.') : '';
  return '';
}

/** The properties of a tool have any name and any depth, and so have its inputs. */
function schemaless(path: string): string {
  return path
    .replace(/(\.properties\.[^.]+|\.items|\.inner)+/g, '.properties.*')
    .replace(/\.input\..*/, '.input.*');
}
