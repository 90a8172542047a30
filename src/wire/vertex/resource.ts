import { decodeSegment, pathOf } from '../path.ts';

/** What the path of a prediction names, decoded. */
export interface Prediction {
  readonly project: string;
  readonly location: string;
  /** `count-tokens` where tokens are counted. */
  readonly model: string;
  readonly method: string;
}

const PREDICTION =
  /\/projects\/([^/]+)\/locations\/([^/]+)\/publishers\/anthropic\/models\/([^/]+?)(?::|%3[Aa])(rawPredict|streamRawPredict)$/;

/**
 * Reads a path or a request target, with any prefix and the query left out: `@` and `:` may be escaped, as
 * clients do and Google takes it. Undefined when it is not the path of a prediction.
 */
export function predictionOf(target: string): Prediction | undefined {
  const [, project, location, model, method] = PREDICTION.exec(pathOf(target)) ?? [];
  if (!(project && location && model && method)) return undefined;
  return {
    project: decodeSegment(project),
    location: decodeSegment(location),
    model: decodeSegment(model),
    method,
  };
}
