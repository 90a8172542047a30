import type { FormatId } from '../../contract/requirement.ts';
import type { Middleware } from '../../mock/middleware.ts';
import type { TargetDetails } from '../../targets.ts';

/** Something that a gateway may do and a client must bear: a check that takes offence is wrong. */
export interface Variety {
  /** Kebab-case, what the gateway does. */
  readonly id: string;
  /** What it does besides exchanging the credential, with fresh state for each gateway. */
  readonly layers?: () => readonly Middleware[];
  /** Formats in which it is to be seen; default: all three wires. */
  readonly formats?: readonly FormatId[];
  /** Ids of the checks that warn of it, where a SHOULD says otherwise. No check may fail. */
  readonly warns?: readonly string[];
  /** Behind the address of the gateway, such as a slash or the path of a team. */
  readonly base?: string;
  /** How it is spoken to, as far as that matters. */
  readonly target?: Pick<TargetDetails, 'headers' | 'http2'>;
}
