import type { Exchange } from '../net/exchange.ts';
import { isBinary } from '../wire/any-stream.ts';
import { findMarks } from '../wire/mark.ts';
import type { Answer } from '../wire/scenario.ts';
import { answerBytes, streamEvents } from './answer.ts';
import type { Trip } from './check.ts';
import { Unproven } from './stop.ts';

/**
 * Makes sure that an answer can come from our upstream: it is not the one to another of the run's
 * probes, and not a success where the upstream refused.
 * @param marks every mark of the run
 * @throws Unproven when it came from a cache or from another provider: what follows could not be believed
 */
export function requireOurs(
  { request, client, arrivals }: Trip,
  answer: Answer | undefined,
  marks: ReadonlySet<string>,
): void {
  const body = legible(client);
  const foreign = findMarks(body).find((mark) => mark !== request.mark && marks.has(mark));
  if (foreign !== undefined && arrivals.length === 0) {
    throw new Unproven(
      `The target answered probe ${request.mark} with the reply to ${foreign}: it caches across ` +
        'different requests. Switch its response cache off and run again.',
    );
  }
  const scripted = statusOf(answer);
  const succeeded = client.response.status === 200 && /"type": ?"message(_start)?"/.test(body);
  if (scripted >= 400 && succeeded && arrivals.every((exchange) => exchange.response.status >= 400)) {
    throw new Unproven(
      `The upstream refused probe ${request.mark} with ${scripted}, yet the target answered with a ` +
        'message that did not come from it: it failed over to another provider. Leave this upstream as ' +
        'the only provider and run again.',
    );
  }
}

/** The status of an answer as it is scripted. */
export function statusOf(answer: Answer | undefined): number {
  return answer && 'status' in answer ? (answer.status ?? 200) : 200;
}

/** The body as text; of a binary stream, whose frames hold base64, its events. */
function legible(client: Exchange): string {
  const body = answerBytes(client);
  return isBinary(body) ? JSON.stringify(streamEvents(client)) : body.toString('latin1');
}
