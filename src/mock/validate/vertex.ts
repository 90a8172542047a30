import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { VERTEX_VERSION } from '../../wire/vertex/format.ts';
import { publisherModelMissing } from '../google/reply.ts';
import { anthropic } from './anthropic.ts';
import { betaProblem, betasOf } from './betas.ts';
import { type Arrival, type FrontEnd, flaw, present } from './front-end.ts';
import { isClaude } from './model.ts';
import { contentTypeProblem, jsonProblem } from './payload.ts';
import { refusedBetas } from './refused-betas.ts';
import { bodyVersion } from './version.ts';

const MAX_BYTES = 30 * 1024 * 1024;

/** Vertex rawPredict: Messages with the version in the body and the model in the path. Betas are a header. */
export const vertex: FrontEnd = {
  maxBytes: MAX_BYTES,
  tooLarge: {
    status: 400,
    type: 'INVALID_ARGUMENT',
    message: `Request payload size exceeds the limit: ${MAX_BYTES} bytes.`,
  },
  gated: anthropic.gated,
  schema: anthropic.schema,
  read(arrival) {
    const { headers, body: bytes, parsed } = arrival;
    const betas = betasOf(headers);
    const sent = isObject(parsed) ? parsed : {};
    const version = bodyVersion(countedVersion(sent, arrival), VERTEX_VERSION);
    const problems = present(
      flaw(contentTypeProblem(headers)),
      flaw(jsonProblem(bytes, parsed)),
      version.problem,
      betaProblem(betas, refusedBetas('vertex', arrival.operation, betas)),
      flaw(misplacedModel(sent, arrival)),
    );
    const messages = isObject(parsed) ? named(parsed, arrival) : parsed;
    return { problems, messages, bytes, betas, isNew: version.isNew };
  },
  claude: claudeName,
  isModel: (name) => isClaude(claudeName(name)),
  unknownModel: (name, { target }) => {
    const parent = /projects\/[^/]+\/locations\/[^/]+\//.exec(target)?.[0] ?? '';
    const { status: type, message } = publisherModelMissing(`${parent}publishers/anthropic/models/${name}`);
    return { status: 404, type, message };
  },
};

/** A count needs no version: requests without one are seen to be answered. */
function countedVersion({ anthropic_version: version }: JsonObject, { operation }: Arrival): unknown {
  return operation === 'count_tokens' ? (version ?? VERTEX_VERSION) : version;
}

/** Only a count has the model in its body. */
function misplacedModel(sent: JsonObject, { operation }: Arrival): string | undefined {
  const isMisplaced = operation === 'messages' && 'model' in sent;
  return isMisplaced ? 'model: Extra inputs are not permitted' : undefined;
}

function named(sent: JsonObject, { model }: Arrival): JsonObject {
  const { anthropic_version: _, ...messages } = sent;
  const name = model ?? messages['model'];
  return typeof name === 'string' ? Object.assign(messages, { model: claudeName(name) }) : messages;
}

/** Google writes the date of a model behind an `@`, and counts models of one name: `claude-3-5-sonnet-v2@20241022`. */
function claudeName(name: string): string {
  return name.replace(/(?:-v\d+)?@/, '-');
}
