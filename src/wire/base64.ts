const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;

/** Whether a text is base64 with its padding (RFC 4648 section 4); an empty one is. */
export function isBase64(text: string): boolean {
  // By the length, not by groups of four: a regular expression that repeats a group fails on a few megabytes.
  return text.length % 4 === 0 && ALPHABET.test(text);
}
