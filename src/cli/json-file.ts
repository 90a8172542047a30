import type { z } from 'zod';
import { lineAt, lineOf, parseJson, readJson } from '../wire/json.ts';
import { readNamed } from './files.ts';
import { UsageError } from './usage.ts';

/** Problems of one file that are worth reading at once. */
const MAX_PROBLEMS = 10;

/**
 * Reads a JSON file that an option names and checks its shape.
 * @throws UsageError naming each problem as `file:line: path: what`
 */
export async function readJsonFile<Shape extends z.ZodType>(
  option: string,
  path: string,
  shape: Shape,
): Promise<z.output<Shape>> {
  const bytes = await readNamed(option, path);
  const { root, defects } = readJson(bytes);
  const [defect] = defects;
  if (!root || defect) {
    const { offset = 0, text = 'nothing in it' } = defect ?? {};
    throw new UsageError(`${option} ${path}:${lineAt(bytes, offset)}: not JSON: ${text}.`);
  }
  const checked = shape.safeParse(parseJson(bytes).value);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.flatMap(problemsOf).map(({ keys, text }) => {
    const place = keys.length === 0 ? '' : `${keys.join('.')}: `;
    return `${path}:${lineOf(bytes, root, keys)}: ${place}${text}`;
  });
  throw new UsageError([`${option}:`, ...new Set(problems.slice(0, MAX_PROBLEMS))].join('\n  '));
}

/** An issue with its place; unknown keys one by one, of a union the problems of the branch that came closest. */
function problemsOf(issue: z.core.$ZodIssue): { keys: string[]; text: string }[] {
  const keys = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ keys: [...keys, key], text: 'no such field' }));
  }
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.map((issues) => issues.flatMap(problemsOf));
    const closest = branches.reduce((a, b) => (a.length > 0 && a.length <= b.length ? a : b), []);
    if (closest.length > 0) {
      return closest.map((problem) => ({ ...problem, keys: [...keys, ...problem.keys] }));
    }
  }
  return [{ keys, text: issue.message }];
}
