import { z } from 'zod';
import { lineAt, lineOf, parseJson, readJson } from '../wire/json.ts';
import { readNamed } from './files.ts';
import { closest, UsageError } from './usage.ts';

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
  const checked = shape.safeParse(parseJson(bytes).value, { error: wording });
  if (checked.success) return checked.data;
  const found = checked.error.issues.flatMap(problemsOf);
  const worthTelling = found.filter((problem) => !isExplained(problem, found));
  const problems = worthTelling.map(({ keys, text }) => {
    const place = keys.length === 0 ? '' : `${keys.join('.')}: `;
    return `${path}:${lineOf(bytes, root, keys)}: ${place}${text}`;
  });
  throw new UsageError([`${option}:`, ...new Set(problems.slice(0, MAX_PROBLEMS))].join('\n  '));
}

/** What is wrong at one place. */
interface Problem {
  readonly keys: readonly string[];
  readonly text: string;
  /** The field that was probably meant by an unknown one. */
  readonly meant?: string;
}

const MISSING = 'is missing';

/** Keeps what zod knows only while it looks: the names of the fields that there are, and that there was nothing. */
const wording: z.core.$ZodErrorMap = ({ code, inst, input }) => {
  if (code === 'unrecognized_keys' && inst instanceof z.ZodObject) return Object.keys(inst.shape).join('\n');
  return code !== 'unrecognized_keys' && input === undefined ? MISSING : undefined;
};

/** An issue with its place; unknown keys one by one, of a union the problems of the branch that is meant. */
function problemsOf(issue: z.core.$ZodIssue): readonly Problem[] {
  const keys = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownField([...keys, key], issue.message.split('\n')));
  }
  if (issue.code === 'invalid_union') {
    const [chosen = []] = issue.errors
      .map((issues) => issues.flatMap(problemsOf))
      .filter((problems) => problems.length > 0)
      .sort((a, b) => distance(a) - distance(b));
    if (chosen.length > 0) return chosen.map((problem) => ({ ...problem, keys: [...keys, ...problem.keys] }));
  }
  return [{ keys, text: issue.message }];
}

function unknownField(keys: readonly string[], known: readonly string[]): Problem {
  const meant = closest(keys.at(-1) ?? '', known);
  if (meant === undefined) return { keys, text: 'no such field' };
  return { keys, text: `no such field (did you mean ${meant}?)`, meant };
}

/**
 * How far a value is from a branch of a union. What is wrong at its top tells that another branch is
 * meant; what is wrong deep inside hardly does, nor does a slip in the name of a field.
 */
function distance(problems: readonly Problem[]): number {
  const weights = problems.map(({ keys, meant }) => 100 ** Math.max(0, 2 - keys.length) - (meant ? 1 : 0));
  return weights.reduce((a, b) => a + b, 0);
}

/** Whether the field is missing only because its name is misspelt. */
function isExplained({ keys, text }: Problem, problems: readonly Problem[]): boolean {
  const path = keys.join('\n');
  return (
    text === MISSING &&
    problems.some(({ keys: other, meant }) => meant && [...other.slice(0, -1), meant].join('\n') === path)
  );
}
