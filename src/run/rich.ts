import type { Json, JsonObject } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import { MARK, type TurnSpec } from './check.ts';
import type { Sample } from './samples.ts';

const say = (text: string) => ({ type: 'text', text });
const tool = (name: string) => ({
  name,
  description: 'Looks something up.',
  input_schema: { type: 'object', properties: { word: { type: 'string' } } },
});

/** A short conversation with something in every place in which a canary can sit. */
export const RICH: Sample = {
  name: 'rich',
  spec: {
    body: {
      max_tokens: 1,
      system: [say('You help with code.'), say('The project is a parser.'), say('Be brief.')],
      tools: [tool('look_up'), tool('list_words')],
      messages: [
        { role: 'user', content: [say('Read the first file.'), say('Then the second one.')] },
        { role: 'assistant', content: [say('I have read both.')] },
        { role: 'user', content: [say('Say yes.'), say(`(${MARK})`)] },
      ],
    },
  },
};

/** The request of a sample with something else at dotted paths of its body; whatever is missing on the way is made. */
export function planted({ spec }: Sample, places: Readonly<Record<string, Json>>): TurnSpec {
  const body = structuredClone(spec.body ?? {});
  for (const [path, value] of Object.entries(places)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at: unknown = body;
    for (const key of keys) at = step(at, key);
    put(at, last, value);
  }
  return { ...spec, body };
}

function step(holder: unknown, key: string): unknown {
  const found = Array.isArray(holder) ? holder[Number(key)] : isObject(holder) ? holder[key] : undefined;
  if (found !== undefined) return found;
  const made: JsonObject = {};
  put(holder, key, made);
  return made;
}

function put(holder: unknown, key: string, value: Json): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else if (isObject(holder)) Object.assign(holder, { [key]: value });
}
