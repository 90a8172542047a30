import { unknownModel } from '../models.ts';
import { betaProblem, betasOf } from './betas.ts';
import { countBody, messagesBody, messagesBody2026 } from './body.ts';
import { type FrontEnd, flaw, present } from './front-end.ts';
import { gated } from './gate-list.ts';
import { isClaude } from './model.ts';
import { contentTypeProblem, jsonProblem } from './payload.ts';
import { headerVersion } from './version.ts';

/** Mantle has the names of Bedrock. */
const MANTLE = /^anthropic\./;

/** The Messages API, also on Foundry, Claude Platform on AWS and Mantle: version and betas are headers. */
export const anthropic: FrontEnd = {
  maxBytes: 32 * 1024 * 1024,
  tooLarge: { status: 413, type: 'request_too_large', message: 'Request exceeds the maximum size' },
  gated: gated(),
  schema: (operation, isNew) =>
    operation === 'count_tokens' ? countBody : isNew ? messagesBody2026 : messagesBody,
  read({ headers, body: bytes, parsed }) {
    const version = headerVersion(headers);
    const betas = betasOf(headers);
    const problems = present(
      version.problem,
      betaProblem(betas),
      flaw(contentTypeProblem(headers)),
      flaw(jsonProblem(bytes, parsed)),
    );
    return { problems, messages: parsed, bytes, betas, isNew: version.isNew };
  },
  claude: (name) => name,
  isModel: (name) => isClaude(name.replace(MANTLE, '')),
  unknownModel,
};
