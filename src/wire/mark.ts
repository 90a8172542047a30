/**
 * A mark ties a probe to what arrives at the upstream: two dictionary words and four digits, such as
 * `copper-lantern-4821`. Plain words survive every filter, log scrubber and format conversion.
 */
export const ADJECTIVES =
  'amber azure brisk calm clear copper coral crisp dusty early fancy fresh gentle golden green happy hidden humble indigo ivory jolly keen lively lunar mellow misty modest noble olive orange pearl placid plain proud quiet rapid ripe rosy rustic sandy scarlet serene silver simple smooth snowy solar steady still stout sunny swift tender tidy tiny topaz vivid warm white wild windy winter wooden young'.split(
    ' ',
  );
export const NOUNS =
  'acorn anchor apple badge barn basket beacon birch bridge brook candle canyon castle cedar cherry cliff clover comet creek daisy delta desert dune eagle ember falcon fern field forest garden glacier harbor hazel heron island jungle kettle lagoon lantern lemon lily maple marble meadow melon mirror needle nutmeg ocean orchid otter parrot pebble pepper planet pocket prairie quartz ribbon river saddle thistle valley walnut willow'.split(
    ' ',
  );

const MARK = /(?<![a-z])[a-z]{4,8}-[a-z]{4,8}-\d{4}(?!\d)/g;

/** A fresh mark. `random` gives numbers in [0, 1). */
export function makeMark(random: () => number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? 'plain';
  const digits = 1000 + Math.floor(random() * 9000);
  return `${pick(ADJECTIVES)}-${pick(NOUNS)}-${digits}`;
}

/** Everything in `text` that has the shape of a mark, in order. */
export function findMarks(text: string): string[] {
  return text.match(MARK) ?? [];
}
