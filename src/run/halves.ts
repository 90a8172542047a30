import type { RequirementId } from '../contract/index.ts';
import type { Exchange } from '../net/exchange.ts';
import { betaHalf, bodyHalf, CAPABILITIES, type Capability, type Provider } from '../wire/capabilities.ts';
import { headerList } from '../wire/headers.ts';
import { parseJson } from '../wire/json.ts';
import type { JsonObject } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import { betasOf, messagesBody } from './arrival.ts';
import type { CheckContext, Trip, Where } from './check.ts';

/** What a bridge speaks to its upstream; ends the check for a target that does not say. */
export function providerOf({ target, skip }: CheckContext): Provider {
  return target.upstreamFormat ?? skip('the target does not say what it speaks to its upstream');
}

/**
 * Expects each capability of which a Messages request has both halves to arrive with both or with neither.
 * A body half that the provider takes without a beta value may stand alone.
 */
export function expectWholePairs(
  t: CheckContext,
  requirement: RequirementId,
  trip: Trip,
  what: string,
): void {
  const provider = providerOf(t);
  const arrival = t.arrived(trip);
  const { value } = parseJson(trip.request.body ?? new Uint8Array());
  const sent = isObject(value) ? value : {};
  const values = headerList(trip.request.headers, 'anthropic-beta');
  const paired = CAPABILITIES.filter((one) => has(one, sent, values).both);
  const broken = paired.flatMap((one) => observed(one, provider, arrival));
  for (const { actual, where } of broken) {
    t.expect(requirement, false, {
      expected: `both halves of each pair in ${what}, or neither`,
      actual,
      where,
    });
  }
  if (broken.length > 0) return;
  t.expect(requirement, true, {
    expected: `both halves of each pair in ${what}, or neither`,
    actual: 'just that',
    where: { exchange: arrival.id, part: 'request-body' },
  });
}

interface Finding {
  readonly actual: string;
  readonly where: Where;
}

function observed(one: Capability, provider: Provider, arrival: Exchange): Finding[] {
  const { body, betas } = has(one, messagesBody(arrival), betasOf(arrival));
  const [place] = body;
  const where: Where = { exchange: arrival.id, part: 'request-body', path: (place ?? []).join('.') };
  if (place && betas.length === 0 && one.on[provider] !== 'free') {
    return [{ actual: `${one.name}: ${place.join('.')} without a beta value that opens it`, where }];
  }
  // A value that opens another capability, too, may be there for that one.
  const own = betas.filter(
    (value) => !CAPABILITIES.some((other) => other !== one && betaHalf(other, [value]).length > 0),
  );
  if (place || own.length === 0) return [];
  return [{ actual: `${one.name}: ${own.join(', ')} without ${(one.body ?? []).join(' or ')}`, where }];
}

function has(one: Capability, body: JsonObject, betas: readonly string[]) {
  const halves = { body: bodyHalf(one, body), betas: betaHalf(one, betas) };
  return { ...halves, both: halves.body.length > 0 && halves.betas.length > 0 };
}
