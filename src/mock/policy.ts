import type { Scenario } from '../wire/scenario.ts';
import { Scenarios } from './match.ts';
import { PromptCache } from './prompt-cache.ts';
import { Rehearsal } from './rehearsal.ts';
import type { Answered, Policy, Validation } from './respond.ts';
import type { AwsKeys } from './sigv4/signature.ts';

/** What a mock demands of its callers and plays to them, as its user says it. */
export interface PolicyOptions {
  /** Default `none`. */
  readonly validation?: Validation;
  /** The one credential that is good; absent: any is, and none. */
  readonly apiKey?: string;
  /** The key pair of AWS whose signatures are good; absent: signatures are not verified. */
  readonly sigv4?: AwsKeys;
  /** Model names to accept beside those of the Claude families. */
  readonly models?: readonly string[];
  readonly scenarios?: readonly Scenario[];
  /** Give the answers of its own over time, in pieces, and packed for who takes that, and count cached prompts as such. */
  readonly lifelike?: boolean;
  /** Answer a prompt that has `gateway-check answer:` in it with the answer behind that. */
  readonly rehearse?: boolean;
  /** Told once each what only a strict mock would have refused. */
  readonly onWarning?: (message: string) => void;
  /** Told of every answer, for a log. */
  readonly onAnswer?: (answered: Answered) => void;
}

/** Messages that differ from request to request must not be remembered without end. */
const MAX_WARNINGS = 1_000;

/** The options as `respond` wants them; every warning is passed on once. */
export function policyOf(options: PolicyOptions): Policy {
  const { validation = 'none', apiKey, sigv4, models, scenarios = [], onWarning, onAnswer } = options;
  const { lifelike = false, rehearse = false } = options;
  const told = new Set<string>();
  return {
    validation,
    ...(apiKey !== undefined && { apiKey }),
    ...(sigv4 && { sigv4 }),
    ...(models !== undefined && { models }),
    ...(onAnswer && { onAnswer }),
    scenarios: new Scenarios(scenarios),
    cache: new PromptCache(),
    lifelike,
    ...(rehearse && { rehearsal: new Rehearsal() }),
    warn: (message) => {
      if (told.has(message) || told.size >= MAX_WARNINGS) return;
      told.add(message);
      onWarning?.(message);
    },
  };
}
