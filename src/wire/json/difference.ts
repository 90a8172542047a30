/** The value itself. `moved` is within an array; `type` is, say, a list where a string was. */
type Meaning = 'added' | 'removed' | 'changed' | 'type' | 'moved' | 'not-json';
/** `literal` is `1.0` as `1`; `precision` is a rounding that a double does not show. */
type Numbers = 'literal' | 'precision';
type Text = 'escapes' | 'key-order' | 'duplicate-keys' | 'whitespace' | 'encoding';

/** One thing that happened to a JSON text between two places. */
export interface JsonDifference<Kind extends string = Meaning | Numbers | Text> {
  readonly kind: Kind;
  /** Dotted, as the API writes it: `messages.0.content.1.text`; empty for the whole document. */
  readonly path: string;
  /** What stood there on each side, short enough to print; undefined when nothing did. */
  readonly sent: string | undefined;
  readonly arrived: string | undefined;
  /** In how many places; the rest of the difference describes the first. */
  readonly places: number;
}

/** Differences at three strengths, strongest first; all empty and `identical` when no byte differs. */
export interface JsonComparison {
  readonly identical: boolean;
  /** Values added, removed, changed, moved within an array, or of another type. */
  readonly meaning: readonly JsonDifference<Meaning>[];
  /** Numbers of the same value (as far as a double holds it) written otherwise. */
  readonly numbers: readonly JsonDifference<Numbers>[];
  /** Escapes, key order, duplicate keys, white space, encoding: one entry each at most. */
  readonly text: readonly JsonDifference<Text>[];
}

type Place = readonly [path: string, sent: string | undefined, arrived: string | undefined];

/** Collects differences. A habit of a printer (escapes, white space) counts once, with its places. */
export class Differences {
  readonly #meaning: JsonDifference<Meaning>[] = [];
  readonly #numbers: JsonDifference<Numbers>[] = [];
  readonly #text = new Map<Text, JsonDifference<Text> & { places: number }>();

  meaning(kind: Meaning, ...[path, sent, arrived]: Place): void {
    this.#meaning.push({ kind, path, sent, arrived, places: 1 });
  }

  number(kind: Numbers, ...[path, sent, arrived]: Place): void {
    this.#numbers.push({ kind, path, sent, arrived, places: 1 });
  }

  /** `show` gives both sides, and is asked for the first place only: there can be a great many. */
  text(kind: Text, path: string, show: () => readonly [sent: string, arrived: string]): void {
    const known = this.#text.get(kind);
    if (known) known.places += 1;
    else {
      const [sent, arrived] = show();
      this.#text.set(kind, { kind, path, sent, arrived, places: 1 });
    }
  }

  get isEmpty(): boolean {
    return this.#meaning.length + this.#numbers.length + this.#text.size === 0;
  }

  comparison(): JsonComparison {
    const text = [...this.#text.values()];
    return { identical: false, meaning: this.#meaning, numbers: this.#numbers, text };
  }
}
