import type { Exchange } from '../net/exchange.ts';
import { wireOf } from '../wire/format.ts';
import { answerJson } from './answer.ts';
import { MARK } from './check.ts';
import { outcome } from './context.ts';
import { type Fingerprint, fingerprintOf, requestIdShape } from './fingerprint.ts';
import { errorOf } from './refused.ts';
import type { Sample } from './samples.ts';
import type { SharedTrips } from './shared-trips.ts';
import type { Target } from './target.ts';

/** What can be known of the API behind a gateway before anything is inferred from what it refuses. */
export interface Controls {
  /** Of its refusals; absent when nothing can be inferred. */
  readonly fingerprint?: Fingerprint;
  /** Why nothing can be inferred. */
  readonly doubt?: string;
  /** Where all this was seen. */
  readonly exchanges: readonly Exchange[];
}

/**
 * Looks at the id of one reply and at one refusal. The refused request breaks a rule between its messages,
 * which no gateway is known to watch, and of which the genuine wording is on record.
 * @param reply the answer to a plain request
 */
export async function learnControls(shared: SharedTrips, reply: Exchange, target: Target): Promise<Controls> {
  const foreign = foreignReply(reply, target);
  if (foreign !== undefined) return { doubt: foreign, exchanges: [reply] };
  const { client: refusal } = await shared.sample(STRAY_RESULT);
  const exchanges = [reply, refusal];
  const strange = strangeRefusal(refusal, target) ?? otherIds(reply, refusal);
  if (strange !== undefined) return { doubt: strange, exchanges };
  return { fingerprint: fingerprintOf(refusal), exchanges };
}

/** A result for a call that nobody made. */
const STRAY = 'toolu_01GatewayCheckControl';
const STRAY_AT = 'messages.0.content.0';

/** A request that every genuine API refuses, with 400 and these words in its message. */
export const STRAY_RESULT: Sample = {
  name: 'stray result',
  spec: {
    body: {
      messages: [
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: STRAY, content: `Done. (${MARK})` }] },
      ],
    },
  },
};
export const STRAY_WORDS: readonly string[] = [STRAY_AT, STRAY];

/** Beginnings of the ids of messages, by the API that gives them. Older ones of Bedrock have no name in them. */
const ISSUED = {
  anthropic: /^msg_(?!bdrk_|vrtx_)/,
  bedrock: /^msg_(?!vrtx_)/,
  vertex: /^msg_vrtx_/,
} as const;
const BEHIND = [
  [/^msg_bdrk_/, 'Bedrock'],
  [/^msg_vrtx_/, 'Vertex'],
  [/^msg_/, 'the Messages API'],
] as const;

/** Why a reply does not show the genuine API of the target's format behind it; undefined when it does. */
export function foreignReply(reply: Exchange, { format, topology }: Target): string | undefined {
  if (topology === 'bridge') return 'the target is a bridge, which judges requests by itself';
  const id = answerJson(reply)?.['id'];
  const told = typeof id === 'string' ? id : '';
  if (ISSUED[wireOf(format).id].test(told)) return undefined;
  const [, behind] = BEHIND.find(([start]) => start.test(told)) ?? [];
  if (behind === undefined) return `the id of a reply is none of the genuine API (${told || 'absent'})`;
  return `a bridge: the id of a reply begins with ${/^msg_[a-z]*_?/.exec(told)?.[0]}, so that ${behind} answers behind it`;
}

/** The error type of a request that is refused for what it says. */
export function invalidType(format: Target['format']): string {
  return wireOf(format).id === 'bedrock' ? 'ValidationException' : 'invalid_request_error';
}

function strangeRefusal(refusal: Exchange, { format }: Target): string | undefined {
  const { type, message = '' } = errorOf(refusal) ?? {};
  const isGenuine = refusal.response.status === 400 && type === invalidType(format);
  if (isGenuine && STRAY_WORDS.every((word) => message.includes(word))) return undefined;
  return `a request that the genuine API refuses got another answer, so that its refusals are not known here: ${outcome(refusal)}`;
}

function otherIds(reply: Exchange, refusal: Exchange): string | undefined {
  const [answered, refused] = [requestIdShape(reply), requestIdShape(refusal)];
  if (answered === refused) return undefined;
  return (
    `a refusal has the request id ${refused ?? '(none)'} and a reply ${answered ?? '(none)'}, so that it is ` +
    'not known whose refusal it is'
  );
}
