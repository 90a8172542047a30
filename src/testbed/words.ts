import { ADJECTIVES, NOUNS } from '../wire/mark.ts';

const INVENTED = new RegExp(`(?:${ADJECTIVES.join('|')})[-_]?(?:${NOUNS.join('|')})(?:[-_][\\d-]+)?`, 'g');

/** A text in which everything that a run made up for itself is the same. */
export function withoutWords(text: string): string {
  return text.replace(INVENTED, '~').replace(/(?:req|msg)_\w+/g, '~');
}
