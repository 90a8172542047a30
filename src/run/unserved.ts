import type { Exchange } from '../net/exchange.ts';
import { parseJson } from '../wire/json.ts';
import { isObject } from '../wire/shape.ts';
import { answerBytes } from './answer.ts';
import type { Check } from './check.ts';
import type { Probing } from './context.ts';
import { PLAIN_STREAM } from './samples.ts';
import { binds } from './select.ts';
import type { Session } from './session.ts';
import { Skip } from './stop.ts';

/** The row of a gateway that serves no stream at all. */
const SERVED = 'MSG-EP-01';

/**
 * Why findings of a check are none of their own: all of them are about streams that got the very refusal which the
 * plainest of streams gets, though the upstream had answered it. One cause would otherwise be found forty times.
 */
export async function noStreamServed(
  { requirements }: Check,
  { observations, exchanges }: Probing,
  session: Session,
): Promise<Skip | undefined> {
  if (requirements.includes(SERVED) || !session.upstream || !binds(SERVED, session.target)) return undefined;
  const refused = observations.map(({ where }) => exchanges.find(({ id }) => id === where?.exchange));
  const own = (exchange: Exchange | undefined) =>
    exchange?.vantage === 'client' && exchange.response.status >= 500 && isStreamed(exchange);
  if (refused.length === 0 || !refused.every(own)) return undefined;
  const { client, arrivals } = await session.shared.sample(PLAIN_STREAM);
  const isUnserved = client.response.status >= 500 && arrivals[0]?.response.status === 200;
  const isThat = refused.every((exchange) => exchange && answerBytes(exchange).equals(answerBytes(client)));
  return isUnserved && isThat ? new Skip('no stream is served', SERVED) : undefined;
}

function isStreamed({ request }: Exchange): boolean {
  const { value } = parseJson(request.body);
  return isObject(value) && value['stream'] === true;
}
