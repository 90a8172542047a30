import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { routeOf, wireOf } from '../wire/format.ts';
import type { RawHeaders } from '../wire/headers.ts';
import type { JsonObject } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import { valueAt } from './answer.ts';
import type { TurnSpec } from './check.ts';
import type { Target } from './target.ts';

/** A request of a real client, with neutral prose, without credential, host and length. */
export interface RequestFixture {
  readonly client: string;
  readonly scenario: string;
  readonly method: string;
  readonly target: string;
  readonly headers: RawHeaders;
  /** Absent in a request without one. */
  readonly body?: JsonObject;
}

/**
 * The parsed JSON file at `path` below `fixtures/`, from the sources and from the built package alike.
 * @throws when there is no such file, or it is not JSON: the package is incomplete
 */
export function fixture<T>(path: string): T {
  return JSON.parse(readFileSync(`${root()}/fixtures/${path}`, 'utf8'));
}

/**
 * The turn that repeats a recorded request under the target's model and credential: one of the target's
 * format, or of the API that it speaks.
 */
export function replay(name: string, { model, format }: Target): TurnSpec {
  const own = `requests/${format}/${name}.json`;
  const path = existsSync(`${root()}/fixtures/${own}`) ? own : `requests/${wireOf(format).id}/${name}.json`;
  const { method, target, headers, body = {} } = fixture<RequestFixture>(path);
  const { operation, stream } = routeOf(method, target)?.route ?? {};
  const messages = counted(body) ?? body;
  const at = target.indexOf('?');
  return {
    operation: operation === 'count_tokens' ? operation : 'messages',
    stream: stream ?? messages['stream'] === true,
    query: at < 0 ? '' : target.slice(at),
    headers,
    // As recorded: merging it into a minimal body would change the order of its keys.
    serialise: () => JSON.stringify('model' in messages ? { ...messages, model } : messages),
  };
}

/** The names under which `replay` finds a recorded request for a target. */
export function recorded({ format }: Target): ReadonlySet<string> {
  const folders = new Set([format, wireOf(format).id]);
  const files = [...folders].flatMap((folder) => readdirSync(`${root()}/fixtures/requests/${folder}`));
  return new Set(files.map((file) => basename(file, '.json')));
}

/** The body that Bedrock counts: base64 on the wire, plain in the fixture. */
function counted(body: JsonObject): JsonObject | undefined {
  const inner = valueAt(body, 'input.invokeModel.body');
  return isObject(inner) ? inner : undefined;
}

/** The folder of the package: the nearest one above this file with a `package.json`. */
function root(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(`${folder}/package.json`)) folder = dirname(folder);
  return folder;
}
