import { FORMATS, type FormatId } from '../contract/requirement.ts';
import type { TargetDetails } from '../targets.ts';
import type { Provider } from '../wire/capabilities.ts';
import { wireOf } from '../wire/format.ts';
import type { RunOptions } from './run-command.ts';
import { didYouMean, UsageError } from './usage.ts';

/** What a bridge can speak to its upstream. */
export const PROVIDERS = ['bedrock', 'vertex'] as const satisfies readonly Provider[];

/**
 * Whether the target is a bridge, and to what; the command line goes before the target file.
 * @param formats what is checked
 * @throws UsageError for a combination that is no bridge
 */
export function topologyOf(
  { upstreamFormat: given, target: path }: Pick<RunOptions, 'upstreamFormat' | 'target'>,
  declared: TargetDetails = {},
  formats: readonly FormatId[],
): Pick<TargetDetails, 'topology' | 'upstreamFormat'> {
  const inFile = `--target ${path}:`;
  if (given === undefined && declared.upstreamFormat === undefined) {
    if (declared.topology !== 'bridge') return {};
    throw new UsageError(
      `${inFile} topology is bridge, but upstreamFormat is missing. Give bedrock or vertex.`,
    );
  }
  if (given === undefined && declared.topology === 'relay') {
    throw new UsageError(
      `${inFile} topology is relay, and upstreamFormat is ${declared.upstreamFormat}. A relay speaks one format: leave one of them out.`,
    );
  }
  const upstreamFormat = given === undefined ? declared.upstreamFormat : providerNamed(given);
  if (upstreamFormat === undefined) return {};
  const told =
    given === undefined ? `${inFile} upstreamFormat ${upstreamFormat}` : `--upstream-format ${given}`;
  const other = formats.find((format) => wireOf(format).id !== 'anthropic');
  if (other !== undefined) {
    const relay = other === upstreamFormat ? ` With ${other} on both hops a gateway is a relay.` : '';
    throw new UsageError(
      `${told}: a bridge takes Messages, and ${other} is to be checked.${relay} Leave one of them out.`,
    );
  }
  return { topology: 'bridge', upstreamFormat };
}

function providerNamed(given: string): Provider {
  const provider = PROVIDERS.find((known) => known === given);
  if (provider !== undefined) return provider;
  if (FORMATS.some((format) => format === given)) {
    throw new UsageError(
      `--upstream-format ${given}: that is Messages, and with Messages on both hops a gateway is a relay. Leave it out.`,
    );
  }
  throw new UsageError(
    `--upstream-format ${given}: no bridge to that is checked${didYouMean(given, PROVIDERS)}. Give bedrock or vertex.`,
  );
}
