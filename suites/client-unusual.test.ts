import { expect, test } from 'vitest';
import { UNUSUAL } from '../src/mock/unusual/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { tryGateway } from '../src/trial.ts';

// Gateways that are right in ways of their own, with the genuine API behind: nothing that answers show may fail.
const checks = await loadChecks();

/** What each may be warned of besides what it declares, and why that is so. */
const WARNED: { readonly [gateway: string]: readonly string[] } = {
  // Its own estimate is no count of the provider.
  'answers-counts': ['outside/counts/agree-with-usage'],
  // It drops headers of answers and asks for a length, as its own rows say.
  'apps-gateway': ['canary/errors/request-id', 'outside/answers/account-limits', 'outside/content/chunked'],
  // The library of AWS reads numbers as JavaScript does.
  'aws-sdk-behind': ['outside/settings/max-tokens'],
  // Of one event of look-ahead, and of a second try, answers tell as much as the upstream does.
  'look-ahead': ['outside/pace/start-not-held'],
  // The refusal of fast mode that it may give shows to be its own, as it does at the upstream.
  'no-fast-mode': ['canary/pairs/speed'],
  retrying: ['outside/failures/reset-not-repeated'],
};

const pairs = (['anthropic', 'bedrock', 'vertex'] as const).flatMap((format) =>
  UNUSUAL.filter(({ formats }) => formats?.includes(format) ?? true).map(
    (specimen) => [`${specimen.id} in ${format}`, specimen, format] as const,
  ),
);

test.concurrent.each(pairs)('%s', { timeout: 180_000 }, async (_, specimen, format) => {
  const { tripped, stopped } = await tryGateway(specimen, checks, { format, vantage: 'client' });
  const allowed = [...specimen.warns, ...(WARNED[specimen.id] ?? [])];
  const surprises = tripped.filter(({ check, status }) => status !== 'warn' || !allowed.includes(check));
  expect({ stopped, surprises }).toEqual({ stopped: undefined, surprises: [] });
});
