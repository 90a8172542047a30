import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RawHeaders } from '../wire/headers.ts';
import type { JsonObject } from '../wire/scenario.ts';
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

/** The turn that repeats a recorded request of the Messages format under the target's model and credential. */
export function replay(name: string, { model }: Target): TurnSpec {
  const { target, headers, body } = fixture<RequestFixture>(`requests/anthropic/${name}.json`);
  const at = target.indexOf('?');
  return {
    operation: target.includes('/count_tokens') ? 'count_tokens' : 'messages',
    query: at < 0 ? '' : target.slice(at),
    headers,
    // As recorded: merging it into a minimal body would change the order of its keys.
    serialise: () => JSON.stringify({ ...body, model }),
  };
}

/** The folder of the package: the nearest one above this file with a `package.json`. */
function root(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(`${folder}/package.json`)) folder = dirname(folder);
  return folder;
}
