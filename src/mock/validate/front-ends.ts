import type { WireId } from '../../wire/format.ts';
import { anthropic } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import type { FrontEnd } from './front-end.ts';
import { vertex } from './vertex.ts';

/** What stands before the rules of Messages in each API. */
export const FRONT_ENDS: Readonly<Record<WireId, FrontEnd>> = { anthropic, bedrock, vertex };
